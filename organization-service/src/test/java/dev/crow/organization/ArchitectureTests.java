package dev.crow.organization;

import dev.crow.testkit.architecture.ServiceArchitecture;

class ArchitectureTests extends ServiceArchitecture {

  ArchitectureTests() {
    super("dev.crow.organization");
  }
}
