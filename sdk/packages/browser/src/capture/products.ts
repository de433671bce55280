import type { Product } from '@crow/core';
import type { Watcher } from './capturing';
import { dataLayer } from './datalayer';
import { markedProduct, pageOrder, pageProduct } from './recognise';

const ADD =
  /\b(add(ed)? to (cart|bag|basket|trolley)|in den (warenkorb|einkaufswagen)|ajouter au panier|(añadir|agregar) al? (carrito|la cesta)|aggiungi al carrello|in winkelwagen|adicionar ao carrinho|lägg i (varukorgen|kundvagnen))\b|カートに(入れる|追加)|加入购物车/i;
const ADD_NAME = /(^|[\W_])add[-_]?to[-_]?(cart|bag|basket)([\W_]|$)/i;
const REMOVE_NAME = /(^|[\W_])(remove[-_]?(from[-_]?cart|item)|cart[-_]?remove)([\W_]|$)/i;
const VARIANT = /variant|size|colou?r|option|attribute|gr(ö|oe)(ß|ss)e|farbe|taille|couleur|talla/i;
const CHECKOUT = /\/(checkouts?|kasse|commande|pagamento|afrekenen)(\/|$)/i;
const ORDERS_KEPT = 20;

/** Products looked at and for how long, variants chosen, cart, checkout, purchase. */
export const products: Watcher = (host) => {
  const { crow } = host;
  let product: Product | undefined;
  let endView: ((more?: object) => void) | undefined;
  let since = 0;

  const left = () => {
    endView?.({ durationMs: Date.now() - since });
    endView = undefined;
  };

  const look = () => {
    left();
    product = pageProduct();
    if (product) {
      since = Date.now();
      endView = crow.begin('product_view', product);
    }
    const order = pageOrder();
    if (order && isNew(`${order.orderId}`)) {
      crow.track('purchase', order);
    } else if (!order && CHECKOUT.test(location.pathname)) {
      once('checkout', () => crow.track('checkout_start'));
    }
  };

  /** The product an element belongs to: marked around it, or the page's. */
  const productAt = (element: Element): Product | undefined => {
    const holder = element.closest('[data-crow-product]');
    return (holder && markedProduct(holder)) || product;
  };

  const quantityAt = (element: Element): number | undefined => {
    const scope = element.closest('form') ?? document;
    const field = scope.querySelector<HTMLInputElement>('[name=quantity],[name=qty],[data-crow-quantity]');
    const quantity = Number(field?.value);
    return quantity >= 1 && quantity < 1_000 ? Math.floor(quantity) : undefined;
  };

  const variantAt = (element: Element): Partial<Product> => {
    const scope = element.closest('form,[data-crow-product]') ?? document;
    for (const field of scope.querySelectorAll<HTMLSelectElement | HTMLInputElement>(
      'select,input[type=radio]',
    )) {
      if (VARIANT.test(field.name) && (field instanceof HTMLSelectElement || field.checked)) {
        return chosen(field);
      }
    }
    return {};
  };

  const chosen = (field: HTMLSelectElement | HTMLInputElement): Partial<Product> =>
    field instanceof HTMLSelectElement
      ? { variantId: field.value, variantName: field.selectedOptions[0]?.text.trim() }
      : { variantId: field.value, variantName: (field.labels?.[0]?.textContent ?? field.value).trim() };

  host.listen(
    window,
    'click',
    (event) => {
      const element = host.elements.target(event);
      if (!element || !event.isTrusted) {
        return;
      }
      const names = `${element.id} ${element.getAttribute('name') ?? ''} ${element.getAttribute('class') ?? ''} ${element.getAttribute('data-action') ?? ''}`;
      const button = host.elements.acting(element);
      const about = productAt(element);
      if (!about || (element as HTMLButtonElement).disabled) {
        return;
      }
      const adds =
        element.closest('[data-crow-add]') ||
        (button && (ADD.test(host.elements.label(element)) || ADD_NAME.test(names)));
      if (adds) {
        crow.track('add_to_cart', {
          ...about,
          ...variantAt(element),
          quantity: quantityAt(element) ?? 1,
        });
      } else if (element.closest('[data-crow-remove]') || (button && REMOVE_NAME.test(names))) {
        crow.track('remove_from_cart', about);
      } else if (element.closest('[data-crow-zoom]')) {
        crow.track('image_zoom', about);
      }
    },
    true,
  );
  host.listen(
    document,
    'change',
    ({ target }) => {
      const choice =
        target instanceof HTMLSelectElement ||
        (target instanceof HTMLInputElement && target.type === 'radio');
      if (choice && (VARIANT.test(target.name) || target.closest('[data-crow-variants]'))) {
        const about = productAt(target);
        if (about) {
          crow.track('variant_select', { ...about, ...chosen(target) });
        }
      }
    },
    true,
  );

  host.onAway(left);
  host.onRoute(look);
  look();
  dataLayer(host, isNew);
};

/** The page's memory of what must not be told twice, such as an order whose page is loaded again. */
const isNew = (order: string): boolean => {
  try {
    const known = (sessionStorage.getItem('crow.orders') ?? '').split('\n').filter(Boolean);
    if (known.includes(order)) {
      return false;
    }
    sessionStorage.setItem('crow.orders', [...known, order].slice(-ORDERS_KEPT).join('\n'));
  } catch {
    // Without storage the server still tells one order from another by its id.
  }
  return true;
};

const done = new Set<string>();
const once = (name: string, work: () => void) => {
  if (!done.has(name) && isNew(`#${name}`)) {
    done.add(name);
    work();
  }
};
