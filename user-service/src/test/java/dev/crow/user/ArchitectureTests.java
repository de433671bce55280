package dev.crow.user;

import dev.crow.testkit.architecture.ServiceArchitecture;

class ArchitectureTests extends ServiceArchitecture {

  ArchitectureTests() {
    super("dev.crow.user");
  }
}
