package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how a visit began. */
final class Openings {

  private final Story story;
  private final Telling telling;

  Openings(Story story, Telling telling) {
    this.story = story;
    this.telling = telling;
  }

  /** How the visitor came, as a predicate: "came from Google"; null where nothing is known. */
  @Nullable Phrase arrival() {
    String origin = origin();
    String landing = landing();
    Phrase.Builder out = new Phrase.Builder();
    out.on(Evidence.of(List.of(story.firstEvent())));
    if (story.session().run() > 1) {
      return out.add("picked up an earlier visit")
          .add(landing == null ? "" : " on " + Words.quote(landing))
          .build();
    }
    if (origin != null) {
      boolean came = telling.pick(41, "came", "arrived").equals("came");
      out.add(came ? "came from " : "arrived from ").add(origin);
      out.add(
          landing == null
              ? ""
              : (came ? telling.pick(42, " to ", ", landing on ") : " on ") + Words.quote(landing));
      return out.build();
    }
    if (landing != null) {
      return out.add(telling.pick(43, "opened ", "started on ", "landed on "))
          .add(Words.quote(landing))
          .build();
    }
    return null;
  }

  /** The first sentence of a longer story. */
  Phrase sentence(@Nullable Phrase arrival) {
    String span = story.span();
    Phrase.Builder out = new Phrase.Builder();
    out.add(telling.pick(44, "a visitor ", "the visitor "));
    if (arrival != null) {
      out.add(arrival.text()).on(arrival);
    }
    if (span != null) {
      out.on(story.ends());
      String[] stays =
          arrival == null
              ? new String[] {"spent ", "spent "}
              : arrival.text().contains(", ")
                  ? new String[] {", and spent ", ", spending "}
                  : new String[] {" and spent ", ", spending "};
      out.add(telling.pick(45, stays))
          .add(span)
          .add(
              story.productIds().isEmpty()
                  ? " on the site"
                  : telling.pick(46, " on the site", " in the shop"));
    }
    return out.build();
  }

  private @Nullable String origin() {
    WebEvent first = story.firstEvent();
    SessionContext context = story.session().context();
    String url = first.url() != null ? first.url() : context.landingUrl();
    String referrer =
        Address.host(first.referrer() != null ? first.referrer() : context.referrer());
    String campaign = Address.campaign(url);
    if (referrer == null || referrer.equals(Address.host(url))) {
      return campaign == null ? null : "the campaign " + Words.quote(campaign);
    }
    return Address.site(referrer)
        + (campaign == null ? "" : " through the campaign " + Words.quote(campaign));
  }

  /** The title of the first page, unless that is the page of a product told of anyway. */
  private @Nullable String landing() {
    WebEvent first = story.firstEvent();
    if (!first.type().equals("page_view") || Properties.showsProduct(first)) {
      return null;
    }
    for (WebEvent event : story.session().events()) {
      if (Properties.showsProduct(event)
          && event.url() != null
          && first.url() != null
          && Address.page(event.url()).equals(Address.page(first.url()))) {
        return null;
      }
    }
    Fact.PageOpened page = story.of(Fact.PageOpened.class).getFirst();
    return page.label();
  }
}
