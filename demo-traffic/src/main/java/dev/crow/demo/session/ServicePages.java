package dev.crow.demo.session;

import dev.crow.demo.world.Article;

/** Pages that sell nothing: journal, help, a customer's orders. */
final class ServicePages {

  private final Visit visit;

  ServicePages(Visit visit) {
    this.visit = visit;
  }

  void journal() {
    Article article = visit.dice.pick(visit.world.catalogue().articles());
    visit.recorder.open(article.path(), article.title());
    visit.recorder.pause(35);
    visit.recorder.event(Types.SCROLL, Facts.of("depth", visit.dice.between(3, 10) * 10));
    if (visit.dice.chance(0.1)) {
      visit.recorder.event(Types.MEDIA_PLAY, Facts.of("media", "trail-talk.mp3"));
      visit.recorder.pause(60);
    }
  }

  void sizeGuide() {
    visit.recorder.open("/help/size-guide", "Size guide");
    visit.recorder.pause(16);
    if (visit.dice.chance(0.3)) {
      visit.recorder.event(Types.DOWNLOAD, Facts.of("file", "size-guide.pdf"));
    }
  }

  void returns() {
    visit.recorder.open("/help/returns", "Returns");
    visit.recorder.pause(20);
    visit.recorder.event(Types.SCROLL, Facts.of("depth", visit.dice.between(4, 10) * 10));
  }

  void contact() {
    visit.recorder.open("/help/contact", "Contact");
    visit.recorder.pause(25);
    if (visit.dice.chance(0.15)) {
      visit.recorder.event(
          Types.FORM_ERROR,
          Facts.of("form", "contact").and("field", "message").and("message", "Too short"));
      visit.recorder.pause(8);
    }
    if (visit.dice.chance(0.6)) {
      visit.recorder.event(Types.FORM_SUBMIT, Facts.of("form", "contact"));
    }
  }

  void orders() {
    visit.recorder.open("/account/orders", "Your orders");
    visit.recorder.pause(10);
    if (visit.dice.chance(0.5)) {
      visit.recorder.event(
          Types.CLICK,
          Facts.of("text", "Return items")
              .and("element", "button")
              .and("selector", ".order .return"));
      visit.recorder.pause(8);
      visit.recorder.event(Types.FORM_SUBMIT, Facts.of("form", "return"));
      visit.recorder.event(Types.DOWNLOAD, Facts.of("file", "return-label.pdf"));
    }
  }
}
