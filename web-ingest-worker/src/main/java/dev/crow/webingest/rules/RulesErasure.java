package dev.crow.webingest.rules;

import org.springframework.stereotype.Component;

/** Forgets what an organization decided, when the organization itself goes. */
@Component
public class RulesErasure {

  private final RuleStore store;
  private final Rules rules;

  RulesErasure(RuleStore store, Rules rules) {
    this.store = store;
    this.rules = rules;
  }

  /**
   * @param organizationId whose rules go
   */
  public void erase(String organizationId) {
    store.deleteAll(organizationId);
    rules.changed(organizationId);
  }
}
