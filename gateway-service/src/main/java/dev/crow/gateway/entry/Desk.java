package dev.crow.gateway.entry;

import dev.crow.gateway.audit.RefusedCallers;
import dev.crow.gateway.client.ClientAddresses;
import dev.crow.gateway.cors.Origins;
import dev.crow.gateway.credential.CredentialExchange;
import dev.crow.gateway.csrf.ForgeryGuard;
import dev.crow.gateway.forward.HeldBody;
import dev.crow.gateway.limit.RateLimiter;
import org.springframework.util.unit.DataSize;

/**
 * What the admission of every route works with.
 *
 * @param origins which of them are our own clients
 * @param addresses whom a request is from
 * @param credentials who that is
 * @param forgery whether they meant it
 * @param limiter whether it is too much
 * @param refused hears of known callers that are refused nevertheless
 * @param bodies lets them be looked into for a key
 * @param maxBody largest body whose length is announced
 */
record Desk(
    Origins origins,
    ClientAddresses addresses,
    CredentialExchange credentials,
    ForgeryGuard forgery,
    RateLimiter limiter,
    RefusedCallers refused,
    HeldBody bodies,
    DataSize maxBody) {}
