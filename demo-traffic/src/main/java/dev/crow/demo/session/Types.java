package dev.crow.demo.session;

/** The suite's names for web events. This module speaks to the suite over the wire only. */
final class Types {

  static final String PAGE_VIEW = "page_view";
  static final String CLICK = "click";
  static final String RAGE_CLICK = "rage_click";
  static final String DEAD_CLICK = "dead_click";
  static final String SCROLL = "scroll";
  static final String SEARCH = "search";
  static final String PRODUCT_VIEW = "product_view";
  static final String VARIANT_SELECT = "variant_select";
  static final String IMAGE_ZOOM = "image_zoom";
  static final String ADD_TO_CART = "add_to_cart";
  static final String REMOVE_FROM_CART = "remove_from_cart";
  static final String CHECKOUT_START = "checkout_start";
  static final String PURCHASE = "purchase";
  static final String FORM_SUBMIT = "form_submit";
  static final String FORM_ERROR = "form_error";
  static final String ERROR = "error";
  static final String API_ERROR = "api_error";
  static final String WEB_VITAL = "web_vital";
  static final String MEDIA_PLAY = "media_play";
  static final String DOWNLOAD = "download";
  static final String CUSTOM = "custom";

  private Types() {}
}
