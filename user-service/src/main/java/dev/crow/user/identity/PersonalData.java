package dev.crow.user.identity;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectStore;
import dev.crow.personaldata.ExportFiles;
import dev.crow.personaldata.PersonalDataHolder;
import dev.crow.user.member.Member;
import dev.crow.user.member.Members;
import dev.crow.user.picture.Pictures;
import dev.crow.user.preference.PreferenceStore;
import dev.crow.user.preference.Preferences;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What this service holds on people: how it goes, and how it is handed over. */
@Component
class PersonalData implements PersonalDataHolder {

  private final Members members;
  private final PreferenceStore preferences;
  private final Pictures pictures;
  private final ExportFiles files;

  PersonalData(
      Members members,
      PreferenceStore preferences,
      Pictures pictures,
      ObjectStore objects,
      JsonMapper json) {
    this.members = members;
    this.preferences = preferences;
    this.pictures = pictures;
    this.files = new ExportFiles(Services.USER, objects, json);
  }

  /** Removes objects, which no transaction covers; removing them again changes nothing. */
  long erasePictures(String organizationId, Scope scope, String subject) {
    return switch (scope) {
      case USER -> pictures.delete(organizationId, subject);
      case ORGANIZATION -> pictures.deleteAll(organizationId);
      case VISITOR -> 0;
    };
  }

  @Override
  public Map<String, Long> eraseBesideRows(ErasureOrdered order) {
    return Map.of(
        "objects", erasePictures(order.organizationId(), order.scope(), order.subjectId()));
  }

  @Override
  public Map<String, Long> eraseRows(ErasureOrdered order) {
    long people =
        switch (order.scope()) {
          case USER -> members.forget(order.organizationId(), order.subjectId());
          case ORGANIZATION -> members.forgetAll(order.organizationId());
          case VISITOR -> 0;
        };
    return Map.of("people", people);
  }

  @Override
  public List<String> export(ExportOrdered order) {
    List<Person> people =
        switch (order.scope()) {
          case USER ->
              members.find(order.organizationId(), order.subjectId()).stream()
                  .map(this::person)
                  .toList();
          case ORGANIZATION -> everybody(order.organizationId());
          case VISITOR -> List.of();
        };
    if (people.isEmpty()) {
      return List.of();
    }
    return List.of(files.put(order, "", Map.of("people", people)));
  }

  private List<Person> everybody(String organizationId) {
    List<Person> people = new ArrayList<>();
    List<Member> page = members.after(organizationId, "");
    while (!page.isEmpty()) {
      page.forEach(member -> people.add(person(member)));
      page = members.after(organizationId, page.getLast().id());
    }
    return people;
  }

  private Person person(Member member) {
    Optional<ObjectContent> picture =
        member.picture() == null
            ? Optional.empty()
            : pictures.find(member.organizationId(), member.id());
    return new Person(
        member,
        preferences.find(member.organizationId(), member.id()).orElse(null),
        picture
            .map(
                p ->
                    "data:"
                        + p.contentType()
                        + ";base64,"
                        + Base64.getEncoder().encodeToString(p.bytes()))
            .orElse(null));
  }

  /** Everything held on one person. */
  record Person(Member profile, @Nullable Preferences preferences, @Nullable String picture) {}
}
