import type { Product } from '@crow/core';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => !!value && typeof value === 'object';
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
const textOf = (value: unknown): string | undefined => {
  const one = first(value);
  return typeof one === 'string' || typeof one === 'number' ? `${one}`.trim() || undefined : undefined;
};

/** A price as pages write it: `189`, `189.00`, `1.299,00`, `€ 1,299`. */
export const priceOf = (value: unknown): number | undefined => {
  const written = textOf(value)?.replace(/[^\d.,]/g, '') ?? '';
  const mark = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','));
  // The last mark begins the cents if two or one digits follow; else it groups thousands.
  const cents = mark >= 0 && written.length - mark <= 3;
  const whole = cents ? written.slice(0, mark) : written;
  const number = Number(`${whole.replace(/\D/g, '')}.${cents ? written.slice(mark + 1) : 0}`);
  return written && Number.isFinite(number) ? number : undefined;
};

const isA = (node: Node, types: RegExp): boolean => {
  const type = node['@type'];
  const names = Array.isArray(type) ? type : [type];
  return names.some((name) => typeof name === 'string' && types.test(name));
};

/** Every object of the page's JSON-LD, also those in a graph. */
const linkedData = (): Node[] => {
  const found: Node[] = [];
  const take = (value: unknown) => {
    if (Array.isArray(value)) {
      value.forEach(take);
    } else if (isNode(value)) {
      found.push(value);
      take(value['@graph']);
      take(value.mainEntity);
    }
  };
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      take(JSON.parse(script.textContent ?? ''));
    } catch {
      // A page with broken data about itself says nothing.
    }
  }
  return found;
};

const offerOf = (node: Node): Node => {
  const offer = first(node.offers);
  if (!isNode(offer)) {
    return {};
  }
  const nested = first(offer.offers);
  return isNode(nested) && offer.price === undefined && offer.lowPrice === undefined ? nested : offer;
};

const productOf = (node: Node): Product | undefined => {
  const offer = offerOf(node);
  const specification = first(offer.priceSpecification);
  const priced = isNode(specification) && offer.price === undefined ? specification : offer;
  const name = textOf(node.name);
  const id =
    textOf(node.productGroupID) ??
    textOf(node.sku) ??
    textOf(node.productID) ??
    textOf(node.mpn) ??
    textOf(node.gtin13) ??
    textOf(node.gtin) ??
    name;
  return id
    ? {
        productId: id,
        productName: name,
        price: priceOf(priced.price ?? priced.lowPrice),
        currency: textOf(priced.priceCurrency),
      }
    : undefined;
};

const attribute = (element: Element, name: string): string | undefined =>
  element.getAttribute(`data-crow-${name}`)?.trim() || undefined;

/** The product an element is marked as. */
export const markedProduct = (element: Element): Product | undefined => {
  const id = attribute(element, 'product');
  return id
    ? {
        productId: id,
        productName: attribute(element, 'name'),
        price: priceOf(attribute(element, 'price')),
        currency: attribute(element, 'currency'),
        variantId: attribute(element, 'variant'),
        variantName: attribute(element, 'variant-name'),
      }
    : undefined;
};

const microdata = (element: Element): Product | undefined => {
  const property = (name: string): string | undefined => {
    const holder = element.querySelector(`[itemprop~="${name}"]`);
    return (holder?.getAttribute('content') ?? holder?.textContent ?? '').trim() || undefined;
  };
  const name = property('name');
  const id = property('sku') ?? property('productID') ?? property('mpn') ?? name;
  return id
    ? {
        productId: id,
        productName: name,
        price: priceOf(property('price')),
        currency: property('priceCurrency'),
      }
    : undefined;
};

/** The one product a page is about; none on lists. */
export const pageProduct = (): Product | undefined => {
  const marked = document.querySelectorAll('[data-crow-product]:not([data-crow-list] *)');
  const only = marked.length === 1 || marked[0]?.matches('body,main,article') ? marked[0] : undefined;
  if (only) {
    return markedProduct(only);
  }
  const described = linkedData().filter((node) => isA(node, /^(Product|ProductGroup)$/));
  if (described.length) {
    const group = described.find((node) => isA(node, /^ProductGroup$/));
    return described.length === 1 || group ? productOf(group ?? (described[0] as Node)) : undefined;
  }
  const items = document.querySelectorAll('[itemscope][itemtype*="schema.org/Product"]');
  return items.length === 1 ? microdata(items[0] as Element) : undefined;
};

/** An order the page confirms by schema.org data or by an element with `data-crow-order`. */
export const pageOrder = (): Node | undefined => {
  const marked = document.querySelector('[data-crow-order]');
  if (marked) {
    return {
      orderId: attribute(marked, 'order'),
      total: priceOf(attribute(marked, 'total')),
      currency: attribute(marked, 'currency'),
      items: [...marked.querySelectorAll('[data-crow-product]')].map((item) => ({
        ...markedProduct(item),
        quantity: Number(attribute(item, 'quantity') ?? 1),
      })),
    };
  }
  const order = linkedData().find((node) => isA(node, /^(Order|Invoice)$/));
  const id = order && (textOf(order.orderNumber) ?? textOf(order.confirmationNumber));
  if (!order || !id) {
    return undefined;
  }
  const offers = [order.acceptedOffer].flat().filter(isNode);
  return {
    orderId: id,
    total: priceOf(order.price ?? (isNode(order.totalPaymentDue) ? order.totalPaymentDue.price : undefined)),
    currency: textOf(order.priceCurrency) ?? offers.map((offer) => textOf(offer.priceCurrency))[0],
    items: offers.map((offer) => ({
      ...(isNode(offer.itemOffered) ? productOf(offer.itemOffered) : {}),
      price: priceOf(offer.price),
      quantity: Number(isNode(offer.eligibleQuantity) ? offer.eligibleQuantity.value : (offer.quantity ?? 1)),
    })),
  };
};
