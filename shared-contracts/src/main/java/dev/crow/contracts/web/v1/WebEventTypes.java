package dev.crow.contracts.web.v1;

import java.util.Set;

/**
 * The vocabulary of web events. Names of the properties that other services read are given with
 * each type; any other property is kept and shown, but not interpreted.
 */
public final class WebEventTypes {

  /** A page was opened. */
  public static final String PAGE_VIEW = "page_view";

  /** {@code text}, {@code element}, {@code selector}. */
  public static final String CLICK = "click";

  /** Three or more quick clicks at one place: {@code text}, {@code selector}, {@code count}. */
  public static final String RAGE_CLICK = "rage_click";

  /** A click that changed nothing: {@code text}, {@code selector}. */
  public static final String DEAD_CLICK = "dead_click";

  /** {@code depth} in percent. */
  public static final String SCROLL = "scroll";

  /** {@code query}, {@code results} (count). */
  public static final String SEARCH = "search";

  /**
   * {@code productId}, {@code productName}, {@code price}, {@code currency}, {@code durationMs}.
   */
  public static final String PRODUCT_VIEW = "product_view";

  /** {@code productId}, {@code productName}, {@code variantId}, {@code variantName}. */
  public static final String VARIANT_SELECT = "variant_select";

  /** {@code productId}, {@code productName}. */
  public static final String IMAGE_ZOOM = "image_zoom";

  /**
   * {@code productId}, {@code productName}, {@code price}, {@code currency}, {@code quantity},
   * {@code variantName}.
   */
  public static final String ADD_TO_CART = "add_to_cart";

  /** {@code productId}, {@code productName}, {@code quantity}. */
  public static final String REMOVE_FROM_CART = "remove_from_cart";

  /** {@code total}, {@code currency}. */
  public static final String CHECKOUT_START = "checkout_start";

  /**
   * {@code orderId}, {@code total}, {@code currency}, {@code items}: a list of {@code productId},
   * {@code productName}, {@code price}, {@code quantity}.
   */
  public static final String PURCHASE = "purchase";

  /** {@code form}. Never the values. */
  public static final String FORM_SUBMIT = "form_submit";

  /** {@code form}, {@code field}, {@code message}. */
  public static final String FORM_ERROR = "form_error";

  /** A script error: {@code message}. */
  public static final String ERROR = "error";

  /** A failed call of the page: {@code status}, {@code path}. */
  public static final String API_ERROR = "api_error";

  /** {@code name} (LCP, CLS, INP, TTFB …), {@code value}. */
  public static final String WEB_VITAL = "web_vital";

  /** {@code media}. */
  public static final String MEDIA_PLAY = "media_play";

  /** {@code file}. */
  public static final String DOWNLOAD = "download";

  /** Anything else: {@code name} holds the sender's own type. */
  public static final String CUSTOM = "custom";

  /**
   * Begins the {@code name} of custom events that CROW's SDK makes by itself, such as {@code
   * crow.page_leave}: facts about the visit, and no deed of the visitor.
   */
  public static final String SDK_PREFIX = "crow.";

  /** Every type above. */
  public static final Set<String> ALL =
      Set.of(
          PAGE_VIEW,
          CLICK,
          RAGE_CLICK,
          DEAD_CLICK,
          SCROLL,
          SEARCH,
          PRODUCT_VIEW,
          VARIANT_SELECT,
          IMAGE_ZOOM,
          ADD_TO_CART,
          REMOVE_FROM_CART,
          CHECKOUT_START,
          PURCHASE,
          FORM_SUBMIT,
          FORM_ERROR,
          ERROR,
          API_ERROR,
          WEB_VITAL,
          MEDIA_PLAY,
          DOWNLOAD,
          CUSTOM);

  private WebEventTypes() {}
}
