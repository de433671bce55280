import { buttonLooks, Icon, type IconName } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { BASE, categories, firstVariant, imageOf, products, productsIn } from '../catalogue';
import { ProductGrid } from '../parts/product-card';

const BEST = 8;
const PROMISES: readonly { icon: IconName; title: string; text: string }[] = [
  { icon: 'truck', title: 'Free from €100', text: 'Shipped in two days, in a box that folds into a shelf.' },
  {
    icon: 'repair',
    title: 'Repaired for life',
    text: 'Seams, zips and soles. Send it in muddy, we do not mind.',
  },
  { icon: 'leaf', title: 'Made to be kept', text: 'Fewer things, better cloth, no added fluorine.' },
];

export const HomePage = () => {
  const best = [...products].sort((a, b) => b.popularity - a.popularity).slice(0, BEST);
  return (
    <>
      <section className="hero">
        <img src={`${BASE}/images/hero.svg`} alt="" width="1600" height="760" fetchPriority="high" />
        <div className="hero-words">
          <h1>Made for weather</h1>
          <p>Forty things for outdoors, drawn up on a rainy coast and tested on the way to work.</p>
          <Link to="/collections/$category" params={{ category: 'jackets' }} {...buttonLooks()}>
            See the jackets <Icon name="arrow" size={18} />
          </Link>
        </div>
      </section>
      <div className="page">
        <section aria-labelledby="shelves">
          <div className="section-head">
            <h2 id="shelves">Find your way</h2>
          </div>
          <ul className="shelves">
            {categories.map(({ id, name }) => {
              const [first] = productsIn(id).sort((a, b) => b.popularity - a.popularity);
              return (
                <li key={id}>
                  <Link to="/collections/$category" params={{ category: id }} className="shelf">
                    {first && (
                      <img
                        src={imageOf(first, firstVariant(first), 'outside')}
                        alt=""
                        width="400"
                        height="400"
                        loading="lazy"
                      />
                    )}
                    <span>{name}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        </section>
        <section aria-labelledby="best">
          <div className="section-head">
            <h2 id="best">What people take along</h2>
          </div>
          <ProductGrid products={best} />
        </section>
        <ul className="promises">
          {PROMISES.map(({ icon, title, text }) => (
            <li key={title}>
              <Icon name={icon} size={28} />
              <div>
                <h2>{title}</h2>
                <p>{text}</p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
};
