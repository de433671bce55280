package dev.crow.notification.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as people want it.
 *
 * @param url an https address of the public internet
 * @param description for people
 * @param types of events; without any, {@code *}: all but {@code interaction.recorded}
 * @param enabled whether events are sent; true if absent
 */
record WebhookInput(
    @NotBlank @Size(max = 2048) String url,
    @Nullable @Size(max = 200) String description,
    @Nullable @Size(min = 1, max = 50)
        List<
                @NotNull @Pattern(regexp = "\\*|[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)*(\\.\\*)?")
                @Size(max = 64) String>
            types,
    @Nullable Boolean enabled) {

  String describedAs() {
    return description == null ? "" : description;
  }

  List<String> wantedTypes() {
    return types == null ? List.of("*") : types.stream().distinct().toList();
  }

  boolean switchedOn() {
    return enabled == null || enabled;
  }
}
