package dev.crow.auth;

import dev.crow.testkit.architecture.ServiceArchitecture;

class ArchitectureTests extends ServiceArchitecture {

  ArchitectureTests() {
    super("dev.crow.auth");
  }
}
