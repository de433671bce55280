import { Badge, Button, Choice, Icon, Price, Select, Stars, useStore, useToast } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { categoryOf, currency, firstVariant, type Product, relatedTo, type Variant } from '../catalogue';
import { Crumbs } from '../parts/crumbs';
import { Gallery } from '../parts/gallery';
import { ProductGrid } from '../parts/product-card';
import { Reviews } from '../parts/reviews';
import { addToCart, MOST_OF_ONE } from '../state/cart';
import { BROKEN_PRODUCT, priceOf, problems } from '../state/problems';

const RELATED = 4;
const FEW = 5;

/** @param asked the variant the address names */
export const ProductPage = ({ product, asked }: { product: Product; asked: string | undefined }) => {
  const planted = useStore(problems);
  // Not in the address: a choice is not another page.
  const [chosen, choose] = useState(asked);
  const variant = product.variants.find(({ id }) => id === chosen) ?? firstVariant(product);
  return (
    <div className="page">
      <Crumbs category={categoryOf(product.category)} here={product.name} />
      <article className="product">
        <Gallery product={product} variant={variant} />
        <div className="product-words">
          <h1>{product.name}</h1>
          <p className="lead">{product.line}</p>
          <a href="#reviews" className="product-rating">
            <Stars stars={product.rating.stars} count={product.rating.count} />
          </a>
          <p className="product-price">
            <Price cents={priceOf(product, variant, planted)} currency={currency} />
            <span className="small">including VAT, shipping free from €100</span>
          </p>
          <Buy product={product} variant={variant} choose={choose} covered={covers(product, planted)} />
          <p>{product.text}</p>
          <ul className="facts">
            {product.facts.map((fact) => (
              <li key={fact}>
                <Icon name="check" size={18} /> {fact}
              </li>
            ))}
          </ul>
        </div>
      </article>
      <Reviews product={product} />
      <section aria-labelledby="related">
        <div className="section-head">
          <h2 id="related">Goes with it</h2>
        </div>
        <ProductGrid products={relatedTo(product, RELATED)} />
      </section>
    </div>
  );
};

const covers = (product: Product, planted: readonly string[]): boolean =>
  product.id === BROKEN_PRODUCT && planted.includes('broken-button');

const Stock = ({ variant: { stock } }: { variant: Variant }) =>
  stock === 0 ? (
    <Badge tone="bad">Sold out</Badge>
  ) : stock <= FEW ? (
    <Badge tone="warm">Only {stock} left</Badge>
  ) : (
    <Badge tone="good">In stock</Badge>
  );

const Buy = ({
  product,
  variant,
  choose,
  covered,
}: {
  product: Product;
  variant: Variant;
  choose: (id: string) => void;
  covered: boolean;
}) => {
  const toast = useToast();
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const quantity = Number(new FormData(event.currentTarget).get('quantity'));
    const added = addToCart(product, variant, quantity);
    toast(
      added ? (
        <>
          {added} × {product.name} ({variant.name}) is in your <Link to="/cart">cart</Link>
        </>
      ) : (
        `Your cart already holds all we can send of ${product.name} (${variant.name})`
      ),
    );
  };
  const most = Math.min(MOST_OF_ONE, Math.max(1, variant.stock));
  return (
    <form className="buy" aria-label="Buy" onSubmit={add}>
      <fieldset>
        <legend className="kit-label">{product.axis}</legend>
        <div className="kit-choices">
          {product.variants.map(({ id, name, stock }) => (
            <Choice
              key={id}
              name="variant"
              value={id}
              checked={id === variant.id}
              disabled={stock === 0}
              onChange={() => choose(id)}
            >
              {name}
            </Choice>
          ))}
        </div>
      </fieldset>
      <p aria-live="polite">
        <Stock variant={variant} />
      </p>
      <div className="buy-row">
        <Select
          label="Quantity"
          name="quantity"
          defaultValue="1"
          options={Array.from({ length: most }, (_, index) => ({
            value: `${index + 1}`,
            label: `${index + 1}`,
          }))}
        />
        <div className="buy-button">
          <Button type="submit" wide disabled={variant.stock === 0}>
            {variant.stock === 0 ? 'Sold out' : 'Add to cart'}
          </Button>
          {covered && <div className="buy-cover" aria-hidden="true" />}
        </div>
      </div>
    </form>
  );
};
