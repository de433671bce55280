package dev.crow.objectstore.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads the small documents that configure a bucket. */
final class Xml {

  private Xml() {}

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(child -> name.equals(child.getLocalName())).toList();
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  static Optional<String> text(Element parent, String name) {
    return child(parent, name).map(child -> child.getTextContent().strip());
  }

  static List<String> texts(Element parent, String name) {
    return children(parent, name).stream().map(child -> child.getTextContent().strip()).toList();
  }

  /**
   * @throws IllegalArgumentException if there is a child of another name
   */
  static void requireOnly(Element parent, Set<String> names) {
    for (Element child : children(parent)) {
      if (!names.contains(child.getLocalName())) {
        throw new IllegalArgumentException(
            "This server has no " + parent.getLocalName() + "/" + child.getLocalName());
      }
    }
  }
}
