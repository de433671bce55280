import { buttonLooks, EmptyState, Icon, Price, useStore } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { currency } from '../catalogue';
import { lastOrder } from '../state/orders';

export const ConfirmationPage = ({ number }: { number: string | undefined }) => {
  const order = useStore(lastOrder);
  if (!order || order.number !== number) {
    return (
      <div className="page">
        <h1>Order</h1>
        <EmptyState
          title="We do not know this order"
          action={
            <Link to="/" {...buttonLooks()}>
              To the front page
            </Link>
          }
        >
          Orders of this demo are kept in the tab they were made in, and nowhere else.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="page narrow">
      <div className="thanks">
        <span className="thanks-mark">
          <Icon name="check" size={34} />
        </span>
        <h1>Thank you</h1>
        <p className="lead">
          Order {order.number} is on its way to nowhere: this shop is invented. What you did here is real,
          though; CROW has it.
        </p>
      </div>
      <ul className="bought">
        {order.lines.map(({ variant, name, variantName, quantity, priceCents }) => (
          <li key={variant}>
            <span>
              {quantity} × {name}, {variantName}
            </span>
            <Price cents={priceCents * quantity} currency={currency} />
          </li>
        ))}
        <li>
          <span>Shipping</span>
          {order.shipping ? <Price cents={order.shipping} currency={currency} /> : <span>free</span>}
        </li>
        <li className="bought-sum">
          <span>Total</span>
          <Price cents={order.total} currency={currency} />
        </li>
      </ul>
      <Link to="/" {...buttonLooks({ look: 'quiet' })}>
        Back to the shop
      </Link>
    </div>
  );
};
