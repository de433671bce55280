package dev.crow.user.picture;

import dev.crow.contracts.Permissions;
import dev.crow.images.EncodedImage;
import dev.crow.images.ImageException;
import dev.crow.images.ImageSize;
import dev.crow.images.ImageVariants;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.user.member.Member;
import dev.crow.user.member.Members;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Profile pictures of the caller's organization. */
@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users")
class PictureController {

  private static final int MOST_BYTES = 5 * 1024 * 1024;
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Members members;
  private final Pictures pictures;
  private final ImageVariants variants;

  PictureController(Members members, Pictures pictures, ImageVariants variants) {
    this.members = members;
    this.pictures = pictures;
    this.variants = variants;
  }

  @PutMapping("/me/picture")
  @RequiresPermission(Permissions.SELF_MANAGE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Set my picture: the file itself as the body, JPEG, PNG or WebP, at most 5 MB",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "image/*",
                    schema = @Schema(type = "string", format = "binary"))
              }))
  void set(@AuthenticationPrincipal Caller caller, HttpServletRequest request) throws IOException {
    String organization = caller.organizationId();
    members.require(organization, caller.subject());
    Map<ImageSize, EncodedImage> picture = variants(body(request));
    stored(
        () -> {
          pictures.put(organization, caller.subject(), picture);
          return true;
        });
    if (!members.setPicture(organization, caller.subject(), hash(picture))) {
      // Removed while the picture was on its way: leave nothing behind.
      stored(() -> pictures.delete(organization, caller.subject()));
    }
  }

  @GetMapping("/me/picture")
  @RequiresPermission(Permissions.SELF_MANAGE)
  @Operation(summary = "My picture: size=medium (800 pixels) or size=thumbnail (200 pixels)")
  ResponseEntity<byte[]> mine(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "medium") PictureSize size) {
    return answer(caller.organizationId(), caller.subject(), size.image());
  }

  @DeleteMapping("/me/picture")
  @RequiresPermission(Permissions.SELF_MANAGE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove my picture")
  void remove(@AuthenticationPrincipal Caller caller) {
    members.setPicture(caller.organizationId(), caller.subject(), null);
    stored(() -> pictures.delete(caller.organizationId(), caller.subject()));
  }

  @GetMapping("/{id}/picture")
  @RequiresPermission(Permissions.ORGANIZATION_READ)
  @Operation(
      summary = "A member's picture: size=medium (800 pixels) or size=thumbnail (200 pixels)")
  ResponseEntity<byte[]> one(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "medium") PictureSize size) {
    return answer(caller.organizationId(), id, size.image());
  }

  private ResponseEntity<byte[]> answer(String organization, String id, ImageSize size) {
    Member member = members.find(organization, id).orElseThrow(PictureController::absent);
    String hash = member.picture();
    if (hash == null) {
      throw absent();
    }
    ObjectContent content =
        stored(() -> pictures.find(organization, id, size)).orElseThrow(PictureController::absent);
    return ResponseEntity.ok()
        .eTag("\"" + hash + "-" + size.longestSide() + "\"")
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
        .contentType(MediaType.parseMediaType(content.contentType()))
        .header("X-Content-Type-Options", "nosniff")
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(content.bytes());
  }

  private Map<ImageSize, EncodedImage> variants(byte[] file) {
    try {
      return variants.of(file);
    } catch (ImageException e) {
      String reason = String.valueOf(e.getMessage());
      throw switch (e.reason()) {
        case UNSUPPORTED -> new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, reason);
        case TOO_LARGE, DAMAGED -> new ApiException(ErrorCode.VALIDATION_FAILED, reason);
        case BUSY -> ApiException.retryLater(ErrorCode.STORAGE_UNAVAILABLE, reason, RETRY, e);
      };
    }
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    byte[] bytes =
        request.getContentLengthLong() > MOST_BYTES
            ? new byte[MOST_BYTES + 1]
            : request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "A picture has at most 5 MB.");
    }
    return bytes;
  }

  private static <T> T stored(Supplier<T> call) {
    try {
      return call.get();
    } catch (ObjectStoreException.Unavailable e) {
      throw ApiException.retryLater(
          ErrorCode.STORAGE_UNAVAILABLE, "Pictures cannot be reached now.", RETRY, e);
    }
  }

  private static ApiException absent() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such picture.");
  }

  private static String hash(Map<ImageSize, EncodedImage> picture) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      picture.values().forEach(image -> sha256.update(image.bytes()));
      return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
