package dev.crow.gateway.site;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a body may be compressed, the smaller first. */
enum ContentEncoding {
  BROTLI("br", ".br"),
  GZIP("gzip", ".gz");

  private final String token;
  private final String ending;

  ContentEncoding(String token, String ending) {
    this.token = token;
    this.ending = ending;
  }

  /** As headers name it. */
  String token() {
    return token;
  }

  /** Of the files that are compressed so. */
  String ending() {
    return ending;
  }

  /**
   * @param accepted the header {@code Accept-Encoding}
   * @param offered what there is
   * @return the best of both, or null for none
   */
  static @Nullable ContentEncoding best(@Nullable String accepted, Set<ContentEncoding> offered) {
    return Arrays.stream(values())
        .filter(offered::contains)
        .filter(encoding -> encoding.isIn(accepted))
        .findFirst()
        .orElse(null);
  }

  private boolean isIn(@Nullable String accepted) {
    if (accepted == null) {
      return false;
    }
    return Arrays.stream(accepted.split(",", -1))
        .map(part -> part.replace(" ", ""))
        .anyMatch(part -> part.equals(token) || (part.startsWith(token + ";q=") && !isZero(part)));
  }

  private static boolean isZero(String part) {
    return part.matches(".*;q=0(\\.0*)?");
  }
}
