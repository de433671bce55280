import { Button, buttonLooks, Choice, EmptyState, Field, money, Select, useStore } from '@crow/ui-kit';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ComponentProps, type FormEvent, useState } from 'react';
import { BASE, currency } from '../catalogue';
import { Totals } from '../parts/totals';
import { cart, emptyCart, itemsOf, totalOf } from '../state/cart';
import { placeOrder } from '../state/orders';
import { FAILING_PAYMENT, problems } from '../state/problems';

const PAYMENTS = [
  { value: 'card', label: 'Card' },
  { value: 'bank', label: 'Bank transfer' },
  { value: 'invoice', label: 'Invoice' },
] as const;

const COUNTRIES = [
  'Austria',
  'Denmark',
  'Finland',
  'France',
  'Germany',
  'Ireland',
  'Italy',
  'Netherlands',
  'Norway',
  'Spain',
  'Sweden',
].map((name) => ({ value: name, label: name }));

/** Pretends to ask a bank: nothing that was typed goes anywhere. Fails where that is planted. */
const pay = async (method: string, failing: boolean): Promise<void> => {
  const answer = await fetch(
    `${BASE}/data/payments/${failing && method === FAILING_PAYMENT ? 'refused' : 'accepted'}.json`,
    {
      cache: 'no-store',
    },
  );
  if (!answer.ok) {
    throw new Error(`The payment was answered with ${answer.status}`);
  }
};

export const CheckoutPage = () => {
  const planted = useStore(problems);
  const items = itemsOf(useStore(cart), planted);
  const navigate = useNavigate();
  const [method, setMethod] = useState<string>('card');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  if (!items.length && !busy) {
    return (
      <div className="page">
        <h1>Checkout</h1>
        <EmptyState
          title="There is nothing to pay for"
          action={
            <Link to="/" {...buttonLooks()}>
              Look around
            </Link>
          }
        />
      </div>
    );
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFault(undefined);
    setBusy(true);
    try {
      await pay(method, planted.includes('payment-error'));
      const order = placeOrder(items, new Date());
      await navigate({ to: '/confirmation', search: { order: order.number } });
      emptyCart();
    } catch {
      setBusy(false);
      setFault(
        'The payment did not go through. Nothing was charged. Try again, or choose another way to pay.',
      );
    }
  };

  return (
    <div className="page">
      <h1>Checkout</h1>
      <form className="columns" name="checkout" aria-label="Checkout" onSubmit={submit}>
        <div className="checkout">
          <fieldset className="panel">
            <legend>Where should it go?</legend>
            <Checked label="Name" name="name" autoComplete="name" required maxLength={80} />
            <Checked label="E-mail" name="email" type="email" autoComplete="email" required maxLength={120} />
            <Checked
              label="Street and number"
              name="street"
              autoComplete="street-address"
              required
              maxLength={120}
            />
            <div className="pair">
              <Checked
                label="Postcode"
                name="postcode"
                autoComplete="postal-code"
                required
                pattern="[A-Za-z0-9 \-]{3,10}"
                maxLength={10}
                rule="Three to ten letters or digits."
              />
              <Checked label="Town" name="town" autoComplete="address-level2" required maxLength={80} />
            </div>
            <Select
              label="Country"
              name="country"
              autoComplete="country-name"
              options={COUNTRIES}
              defaultValue="Germany"
            />
          </fieldset>
          <fieldset className="panel">
            <legend>How would you like to pay?</legend>
            <div className="kit-choices">
              {PAYMENTS.map(({ value, label }) => (
                <Choice
                  key={value}
                  name="payment"
                  value={value}
                  checked={method === value}
                  onChange={() => setMethod(value)}
                >
                  {label}
                </Choice>
              ))}
            </div>
            {method === 'card' && <CardFields />}
            {method === 'bank' && <p className="small">You would be taken to your bank. Here you are not.</p>}
            {method === 'invoice' && (
              <p className="small">You would have thirty days. Here you have for ever.</p>
            )}
          </fieldset>
        </div>
        <aside className="summary" aria-label="Summary">
          <Totals items={items} />
          {fault && (
            <p className="kit-notice" role="alert">
              {fault}
            </p>
          )}
          <Button type="submit" wide busy={busy}>
            Pay {money(totalOf(items).total, currency)}
          </Button>
          <p className="small">
            This is a demo: nothing is charged, nothing is sent, nothing you typed leaves this page.
          </p>
        </aside>
      </form>
    </div>
  );
};

const CardFields = () => (
  <div className="card-fields" data-crow-mask="">
    <Checked
      label="Card number"
      name="card-number"
      autoComplete="cc-number"
      inputMode="numeric"
      required
      pattern="[0-9 ]{12,23}"
      maxLength={23}
      placeholder="4242 4242 4242 4242"
      hint="Any number will do. Please do not use a real one."
      rule="Twelve to nineteen digits."
    />
    <div className="pair">
      <Checked
        label="Expires"
        name="card-expiry"
        autoComplete="cc-exp"
        required
        pattern="(0[1-9]|1[0-2])\s?/\s?[0-9]{2}"
        placeholder="MM/YY"
        maxLength={7}
        rule="Month and year, such as 09/29."
      />
      <Checked
        label="Security code"
        name="card-code"
        type="password"
        autoComplete="cc-csc"
        inputMode="numeric"
        required
        pattern="[0-9]{3,4}"
        maxLength={4}
        rule="Three or four digits."
      />
    </div>
  </div>
);

/** A field that says in words which of the browser's own checks it did not pass. */
const Checked = ({ rule, ...field }: ComponentProps<typeof Field> & { rule?: string }) => {
  const [fault, setFault] = useState<string>();
  return (
    <Field
      {...field}
      fault={fault}
      onInvalid={(event) => {
        event.preventDefault();
        const input = event.currentTarget;
        setFault(
          input.validity.valueMissing
            ? `${field.label} is missing.`
            : (rule ?? `This is no ${field.label.toLowerCase()}.`),
        );
        const first = input.form?.querySelector(':invalid:not(fieldset)');
        if (first === input) {
          input.focus();
        }
      }}
      onInput={() => setFault(undefined)}
    />
  );
};
