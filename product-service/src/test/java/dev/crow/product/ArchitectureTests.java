package dev.crow.product;

import dev.crow.testkit.architecture.ServiceArchitecture;

class ArchitectureTests extends ServiceArchitecture {

  ArchitectureTests() {
    super("dev.crow.product");
  }
}
