import { money, Price } from '@crow/ui-kit';
import { currency } from '../catalogue';
import { FREE_SHIPPING_FROM, type Item, totalOf } from '../state/cart';

export const Totals = ({ items }: { items: readonly Item[] }) => {
  const { goods, shipping, total } = totalOf(items);
  return (
    <>
      <dl className="totals">
        <div>
          <dt>Goods</dt>
          <dd>
            <Price cents={goods} currency={currency} />
          </dd>
        </div>
        <div>
          <dt>Shipping</dt>
          <dd>{shipping ? <Price cents={shipping} currency={currency} /> : 'free'}</dd>
        </div>
        <div className="totals-sum">
          <dt>Total</dt>
          <dd>
            <Price cents={total} currency={currency} />
          </dd>
        </div>
      </dl>
      {shipping > 0 && (
        <p className="small">{money(FREE_SHIPPING_FROM - goods, currency)} more and shipping is free.</p>
      )}
    </>
  );
};
