package dev.crow.pattern;

import dev.crow.testkit.architecture.ServiceArchitecture;

class ArchitectureTests extends ServiceArchitecture {

  ArchitectureTests() {
    super("dev.crow.pattern");
  }
}
