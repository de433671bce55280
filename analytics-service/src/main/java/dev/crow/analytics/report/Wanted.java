package dev.crow.analytics.report;

import dev.crow.contracts.export.v1.ExportFilters;
import java.time.ZoneId;

/**
 * What somebody wants to have, checked.
 *
 * @param kind of rows
 * @param format of the file
 * @param name for people
 * @param filters which rows
 * @param zone in which days begin and times are told
 */
public record Wanted(Kind kind, Format format, String name, ExportFilters filters, ZoneId zone) {}
