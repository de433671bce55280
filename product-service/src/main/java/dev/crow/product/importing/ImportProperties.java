package dev.crow.product.importing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of imports.
 *
 * @param maxFile largest file
 * @param batch rows that are stored together
 */
@Validated
@ConfigurationProperties("crow.imports")
record ImportProperties(
    @DefaultValue("10MB") DataSize maxFile, @DefaultValue("500") @Positive @Max(5000) int batch) {}
