package dev.crow.demo.session;

import java.util.List;

/** What a visitor holds. */
enum Device {
  MOBILE(390, 844),
  TABLET(820, 1180),
  DESKTOP(1920, 1080);

  final int width;
  final int height;

  Device(int width, int height) {
    this.width = width;
    this.height = height;
  }

  List<String> userAgents() {
    return switch (this) {
      case MOBILE ->
          List.of(
              "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                  + " like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
              "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
                  + " Chrome/138.0.0.0 Mobile Safari/537.36");
      case TABLET ->
          List.of(
              "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
                  + " Gecko) Version/18.5 Mobile/15E148 Safari/604.1");
      case DESKTOP ->
          List.of(
              "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                  + " Chrome/138.0.0.0 Safari/537.36",
              "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
                  + " Gecko) Version/18.5 Safari/605.1.15",
              "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    };
  }
}
