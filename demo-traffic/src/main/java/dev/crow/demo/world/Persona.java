package dev.crow.demo.world;

import java.util.Map;

/**
 * A kind of visitor: a Markov chain over {@link Step}s with habits. Probabilities are from 0 to 1.
 *
 * @param id its name
 * @param share how many visitors are of this kind, relative to the others
 * @param pace factor on the time spent on everything
 * @param patience most steps before leaving
 * @param addToCart probability of putting a product of usual appeal into the cart
 * @param voucher probability of trying a voucher at checkout
 * @param friction probability, for each step, that something goes wrong
 * @param bargain whether cheap products attract more
 * @param signedIn probability of being signed in, for visitors who have an account
 * @param landing weights of the first step
 * @param likes factors on the weights of the shop's usual moves; absent means 1
 */
public record Persona(
    String id,
    double share,
    double pace,
    int patience,
    double addToCart,
    double voucher,
    double friction,
    boolean bargain,
    double signedIn,
    Map<Step, Double> landing,
    Map<Step, Double> likes) {}
