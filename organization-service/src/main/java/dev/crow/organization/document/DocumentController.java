package dev.crow.organization.document;

import dev.crow.contracts.Permissions;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.objectstore.SignedRequest;
import dev.crow.organization.extraction.DocumentType;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.ProgressEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The documents an organization tells of itself with. */
@RestController
@RequestMapping("/api/v1/organizations/context/documents")
@RequiresPermission(Permissions.SETTINGS_MANAGE)
@Tag(name = "Organization context")
class DocumentController {

  /** No control characters, and none that turn the direction of the text around them. */
  private static final String NAME =
      "(?=.*\\S)[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

  private static final String TYPE = "[a-z]{1,20}/[a-z0-9.+-]{1,100}";
  private static final Duration LATER = Duration.ofSeconds(5);

  private final Documents documents;
  private final ProgressEvents<Document> events;
  private final DocumentProperties properties;

  DocumentController(
      Documents documents, ProgressEvents<Document> events, DocumentProperties properties) {
    this.documents = documents;
    this.events = events;
    this.properties = properties;
  }

  @GetMapping
  @Operation(summary = "List the documents, newest first, with how their versions stand")
  DocumentList list(@AuthenticationPrincipal Caller caller) {
    return new DocumentList(documents.all(caller.organizationId()));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Announce a document and get a place for its file",
      description =
          "PUT the file to the place's URL with its headers, then call …/complete. The place takes"
              + " a file of exactly the announced size and type.")
  DocumentPlace announce(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody NewDocument request) {
    requireReadable(request.mediaType(), request.bytes());
    Document document =
        documents.announce(caller, request.name().strip(), request.mediaType(), request.bytes());
    return place(caller, document);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One document, and how its versions stand")
  Document one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return documents.require(caller.organizationId(), id);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete a document with every version: file, pieces and vectors")
  void delete(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Document document = documents.require(caller.organizationId(), id);
    storing(() -> documents.delete(caller, document));
  }

  @PostMapping("/{id}/versions")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Announce a new version of a document and get a place for its file",
      description = "The version before is found until all of the new one can be.")
  DocumentPlace announceVersion(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Valid @RequestBody NewDocumentVersion request) {
    Document document = documents.require(caller.organizationId(), id);
    requireReadable(request.mediaType(), request.bytes());
    String name = request.name();
    return place(
        caller,
        documents.announceVersion(
            caller,
            document,
            name == null ? null : name.strip(),
            request.mediaType(),
            request.bytes()));
  }

  @PostMapping("/{id}/versions/{version}/complete")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Say that the file is in its place; its reading begins")
  Document complete(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @PathVariable int version) {
    Document document = documents.require(caller.organizationId(), id);
    DocumentVersion wanted = documents.require(document, version);
    try {
      return documents.complete(caller, document, wanted);
    } catch (ObjectStoreException e) {
      throw away(e);
    }
  }

  @PutMapping("/{id}/versions/{version}/content")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Send the file itself, for whoever cannot reach its place; its reading begins",
      description = "As the body, at most 10 MB, with the announced media type.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.ALL_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  Document receive(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @PathVariable int version,
      HttpServletRequest request) {
    Document document = documents.require(caller.organizationId(), id);
    DocumentVersion wanted = documents.require(document, version);
    requireType(wanted, Objects.requireNonNullElse(request.getContentType(), ""));
    try {
      return documents.receive(caller, document, wanted, request.getInputStream());
    } catch (AnnouncedStream.OtherSizeException e) {
      throw new ApiException(
          ErrorCode.VALIDATION_FAILED,
          "The file does not have the %d bytes that were announced.".formatted(wanted.bytes()));
    } catch (IOException e) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "The file did not arrive whole.");
    } catch (ObjectStoreException e) {
      throw away(e);
    }
  }

  @GetMapping("/{id}/versions/{version}/file")
  @Operation(summary = "Get an address from which the file of a version can be fetched")
  FileAddress file(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @PathVariable int version) {
    Document document = documents.require(caller.organizationId(), id);
    DocumentVersion wanted = documents.require(document, version);
    try {
      SignedRequest request =
          documents
              .download(caller, document, wanted)
              .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no file of it."));
      return new FileAddress(request.uri(), request.expiresAt());
    } catch (ObjectStoreException e) {
      throw away(e);
    }
  }

  @PostMapping("/{id}/versions/{version}/cancel")
  @Operation(summary = "Stop the reading of a version; the one before stays")
  Document cancel(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @PathVariable int version) {
    Document document = documents.require(caller.organizationId(), id);
    documents.cancel(caller, document, documents.require(document, version));
    return documents.require(caller.organizationId(), id);
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Watch a document being read",
      description =
          "Server-sent events: the document whenever it differs, until nothing of it is being"
              + " read.")
  SseEmitter events(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    String organization = caller.organizationId();
    Document document = documents.require(organization, id);
    return events.watch(() -> documents.find(organization, document.id()));
  }

  private void requireReadable(String mediaType, long bytes) {
    if (DocumentType.of(mediaType).isEmpty()) {
      throw new ApiException(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "PDF, Word, Excel, PowerPoint, OpenDocument text, RTF, HTML, Markdown, CSV and plain"
                  + " text are read.")
          .field("mediaType");
    }
    if (bytes > properties.maxFile().toBytes()) {
      throw new ApiException(
              ErrorCode.PAYLOAD_TOO_LARGE,
              "A document has at most %d bytes.".formatted(properties.maxFile().toBytes()))
          .field("bytes");
    }
  }

  private static void requireType(DocumentVersion version, String sent) {
    String type = sent.split(";", 2)[0].strip();
    if (!type.equalsIgnoreCase(version.mediaType())) {
      throw new ApiException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "It was announced as " + version.mediaType() + ".");
    }
  }

  private DocumentPlace place(Caller caller, Document document) {
    SignedRequest request = documents.place(caller, document);
    return new DocumentPlace(
        document,
        document.versions().getFirst().version(),
        new Upload(
            request.method(), request.uri(), forPages(request.headers()), request.expiresAt()));
  }

  /** The length is signed too, but pages cannot set it: every client sends the body's own. */
  private static Map<String, String> forPages(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void storing(Runnable work) {
    try {
      work.run();
    } catch (ObjectStoreException e) {
      throw away(e);
    }
  }

  private static ApiException away(ObjectStoreException e) {
    return ApiException.retryLater(
        ErrorCode.STORAGE_UNAVAILABLE, "Files cannot be reached at the moment.", LATER, e);
  }

  /**
   * @param name for people
   * @param mediaType lower case, without parameters
   * @param bytes size of the file: exactly so many are taken
   */
  @Schema(name = "NewContextDocument")
  record NewDocument(
      @NotNull @Size(max = 200) @Pattern(regexp = NAME) String name,
      @NotNull @Pattern(regexp = TYPE) String mediaType,
      @NotNull @Min(1) Long bytes) {}

  /**
   * @param name a new one for the document, or null
   * @param mediaType lower case, without parameters
   * @param bytes size of the file: exactly so many are taken
   */
  @Schema(name = "NewContextDocumentVersion")
  record NewDocumentVersion(
      @Nullable @Size(max = 200) @Pattern(regexp = NAME) String name,
      @NotNull @Pattern(regexp = TYPE) String mediaType,
      @NotNull @Min(1) Long bytes) {}

  /**
   * @param items all of them
   */
  @Schema(name = "ContextDocumentList")
  record DocumentList(List<Document> items) {}

  /**
   * @param document with the version that was announced
   * @param version its number
   * @param upload how to send its file
   */
  @Schema(name = "ContextDocumentPlace")
  record DocumentPlace(Document document, int version, Upload upload) {}

  /**
   * @param method of HTTP
   * @param url holds the permission: secret
   * @param headers must be sent exactly so
   * @param expiresAt when the place closes
   */
  @Schema(name = "ContextUpload")
  record Upload(String method, URI url, Map<String, String> headers, Instant expiresAt) {}

  /**
   * @param url holds the permission: secret
   * @param expiresAt when it ends
   */
  @Schema(name = "ContextFileAddress")
  record FileAddress(URI url, Instant expiresAt) {}
}
