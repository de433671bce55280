package dev.crow.interaction.catalogue;

/**
 * A product of the catalogue.
 *
 * @param id in the catalogue
 * @param externalId what the shop itself calls it, which is what its events name
 * @param name for people
 */
public record KnownProduct(String id, String externalId, String name) {}
