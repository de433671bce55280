import {
  Button,
  buttonLooks,
  EmptyState,
  Field,
  Icon,
  Price,
  Select,
  useStore,
  useToast,
} from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { currency, imageOf } from '../catalogue';
import { Totals } from '../parts/totals';
import { cart, type Item, itemsOf, MOST_OF_ONE, removeFromCart, setQuantity } from '../state/cart';
import { problems } from '../state/problems';

export const CartPage = () => {
  const planted = useStore(problems);
  const items = itemsOf(useStore(cart), planted);
  if (!items.length) {
    return (
      <div className="page">
        <h1>Cart</h1>
        <EmptyState
          title="Nothing in here yet"
          action={
            <Link to="/" {...buttonLooks()}>
              Look around
            </Link>
          }
        >
          What you put into the cart stays in this browser, also when you come back tomorrow.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="page">
      <h1>Cart</h1>
      <div className="columns">
        <ul className="lines" data-crow-list="">
          {items.map((item) => (
            <CartLine key={item.variant} item={item} />
          ))}
        </ul>
        <aside className="summary" aria-label="Summary">
          <Totals items={items} />
          <Voucher dead={planted.includes('rage-trap')} />
          <Link to="/checkout" {...buttonLooks({ wide: true })}>
            Go to checkout <Icon name="arrow" size={18} />
          </Link>
        </aside>
      </div>
    </div>
  );
};

const CartLine = ({ item }: { item: Item }) => {
  const { about, chosen, quantity, priceCents } = item;
  const toast = useToast();
  const most = Math.min(MOST_OF_ONE, Math.max(quantity, chosen.stock));
  return (
    <li
      className="line"
      data-crow-product={about.id}
      data-crow-name={about.name}
      data-crow-price={(priceCents / 100).toFixed(2)}
      data-crow-currency={currency}
      data-crow-variant={chosen.id}
      data-crow-variant-name={chosen.name}
    >
      <img src={imageOf(about, chosen)} alt="" width="120" height="120" />
      <div className="line-words">
        <Link to="/products/$slug" params={{ slug: about.slug }} search={{ variant: chosen.id }}>
          {about.name}
        </Link>
        <p className="small">
          {about.axis}: {chosen.name}
        </p>
        <Price cents={priceCents} currency={currency} />
      </div>
      <div className="line-tools">
        <Select
          label="Quantity"
          name="quantity"
          value={`${quantity}`}
          options={Array.from({ length: most }, (_, index) => ({
            value: `${index + 1}`,
            label: `${index + 1}`,
          }))}
          onChange={({ currentTarget }) => setQuantity(item, Number(currentTarget.value))}
        />
        <Button
          look="plain"
          size="small"
          data-crow-remove=""
          aria-label={`Remove ${about.name}`}
          onClick={() => {
            removeFromCart(chosen.id);
            toast(`${about.name} is out of your cart`);
          }}
        >
          Remove
        </Button>
      </div>
    </li>
  );
};

/** There are no vouchers, so every one is refused; where a problem is planted, not even that happens. */
const Voucher = ({ dead }: { dead: boolean }) => {
  const [fault, setFault] = useState<string>();
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = `${new FormData(event.currentTarget).get('voucher') ?? ''}`.trim();
    setFault(code ? 'We do not know this voucher.' : 'Type the code of your voucher.');
  };
  return (
    <form className="voucher" aria-label="Voucher" onSubmit={apply}>
      <Field label="Voucher" name="voucher" autoComplete="off" maxLength={40} fault={fault} />
      <Button id="apply-voucher" look="quiet" type={dead ? 'button' : 'submit'}>
        Apply voucher
      </Button>
    </form>
  );
};
