package dev.crow.webingest.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crow.web.ApiException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each organization's rules, as the database has them or had them a few seconds ago. What was known
 * stays in force while the database is away.
 */
@Component
public class Rules {

  private static final Logger log = LoggerFactory.getLogger(Rules.class);
  private static final int ORGANIZATIONS = 10_000;

  private final RuleStore store;
  private final SchemaCompiler compiler;
  private final RulesProperties properties;
  private final JsonMapper json;
  private final Cache<String, Known> known =
      Caffeine.newBuilder()
          .maximumSize(ORGANIZATIONS)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  Rules(RuleStore store, SchemaCompiler compiler, RulesProperties properties, JsonMapper json) {
    this.store = store;
    this.compiler = compiler;
    this.properties = properties;
    this.json = json;
  }

  /**
   * @param organizationId whose
   * @return by what its events are judged
   * @throws DataAccessException if the database is away and nothing is known yet
   */
  public OrganizationRules of(String organizationId) {
    Known present = known.getIfPresent(organizationId);
    if (present != null && System.nanoTime() - present.since < properties.refresh().toNanos()) {
      return present.rules;
    }
    try {
      return keep(organizationId, load(organizationId, present));
    } catch (DataAccessException e) {
      if (present == null) {
        throw e;
      }
      log.warn("Rules of doors cannot be read; those known stay in force: {}", e.toString());
      return keep(organizationId, present.rules);
    }
  }

  void changed(String organizationId) {
    known.invalidate(organizationId);
  }

  private OrganizationRules keep(String organizationId, OrganizationRules rules) {
    known.put(organizationId, new Known(rules, System.nanoTime()));
    return rules;
  }

  private OrganizationRules load(String organizationId, @Nullable Known before) {
    boolean botsFiltered = store.filtersBots(organizationId).orElse(properties.filterBots());
    Map<String, Integer> versions = store.currentVersions(organizationId);
    Map<String, CompiledSchema> schemas = new HashMap<>();
    if (before != null) {
      schemas.putAll(before.rules.schemas());
      schemas.entrySet().removeIf(e -> !isVersion(versions.get(e.getKey()), e.getValue()));
    }
    if (schemas.size() < versions.size()) {
      store.current(organizationId).forEach(schema -> compile(schema, schemas));
    }
    return new OrganizationRules(botsFiltered, schemas);
  }

  /** What could be understood when it was put, and cannot be now, must not keep events out. */
  private void compile(EventSchema schema, Map<String, CompiledSchema> schemas) {
    try {
      schemas.computeIfAbsent(
          schema.event(),
          _ -> compiler.compile(schema.version(), json.writeValueAsString(schema.schema())));
    } catch (ApiException e) {
      log.error("Version {} of a stored schema cannot be used any more", schema.version(), e);
    }
  }

  private static boolean isVersion(@Nullable Integer version, CompiledSchema schema) {
    return version != null && version == schema.version();
  }

  private record Known(OrganizationRules rules, long since) {}
}
