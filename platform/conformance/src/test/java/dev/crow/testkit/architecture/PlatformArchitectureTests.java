package dev.crow.testkit.architecture;

class PlatformArchitectureTests extends PlatformArchitecture {}
