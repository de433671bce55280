package dev.crow.web;

import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps bodies in XML out, in either direction. Libraries for other purposes bring an XML mapper
 * along, and Spring would offer it on every operation, with none of the limits set for JSON.
 */
final class JsonOnly implements WebMvcConfigurer {

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.configureMessageConvertersList(
        converters ->
            converters.removeIf(
                converter ->
                    converter.getSupportedMediaTypes().stream()
                        .anyMatch(
                            type ->
                                type.isCompatibleWith(MediaType.APPLICATION_XML)
                                    && !type.isWildcardType())));
  }
}
