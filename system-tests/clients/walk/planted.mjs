// Visits of others, as a site sends them, in which phones hardly fill a cart and desks nearly always do.
import { randomUUID } from 'node:crypto';

const DEVICES = [
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1', 2],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36', 28],
];
const OF_EACH = 30;
const AT_A_TIME = 4;

const product = { productId: 'kettle-1', productName: 'Copper Kettle', price: 79, currency: 'EUR' };

const visitOf = (origin, userAgent, fillsCart) => {
  const event = (type, properties) => ({ eventId: randomUUID(), type, url: `${origin}/kettle`, properties });
  return {
    sessionId: `planted-${randomUUID()}`,
    context: { userAgent },
    events: [event('page_view', {}), event('product_view', product), ...(fillsCart ? [event('add_to_cart', product)] : [])],
  };
};

/**
 * Sends the visits with the site's own key, each to its end.
 *
 * @returns how many
 */
export const plant = async (gateway, origin, key) => {
  const send = async (path, body) => {
    const answer = await fetch(`${gateway}/api/v1/ingest/${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify(body),
    });
    if (answer.status !== 202) {
      throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    }
  };
  const visits = DEVICES.flatMap(([userAgent, carts]) =>
    Array.from({ length: OF_EACH }, (_, index) => visitOf(origin, userAgent, index < carts)));
  const waiting = [...visits];
  const sender = async () => {
    for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
      await send('batch', visit);
      await send('session/end', { sessionId: visit.sessionId });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, sender));
  return visits.length;
};
