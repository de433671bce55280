import { Icon, ThemeSwitch, useStore } from '@crow/ui-kit';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { BASE, brand, categories } from '../catalogue';
import { cart, countOf } from '../state/cart';

export const Header = () => (
  <header className="header">
    <div className="header-bar">
      <Link to="/" className="logo">
        <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="9" fill="currentColor" />
          <path d="M5 24l8-14 4 6 3-4 7 12z" className="logo-hill" />
        </svg>
        {brand}
      </Link>
      <SearchForm />
      <div className="header-tools">
        <ThemeSwitch />
        <CartLink />
      </div>
    </div>
    <nav className="header-nav" aria-label="Categories">
      <ul>
        {categories.map(({ id, name }) => (
          <li key={id}>
            <Link to="/collections/$category" params={{ category: id }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  </header>
);

const CartLink = () => {
  const count = countOf(useStore(cart));
  return (
    <Link
      to="/cart"
      className="cart-link"
      aria-label={count ? `Cart, ${count} ${count === 1 ? 'item' : 'items'}` : 'Cart'}
    >
      <Icon name="cart" size={22} />
      <span>Cart</span>
      {count > 0 && <span className="cart-count">{count}</span>}
    </Link>
  );
};

const SearchForm = () => {
  const navigate = useNavigate();
  const asked = useRouterState({
    select: ({ location }) =>
      location.pathname.endsWith('/search') ? ((location.search as { q?: string }).q ?? '') : '',
  });
  return (
    <search className="search">
      <form
        action={`${BASE}/search`}
        aria-label="Search"
        onSubmit={(event) => {
          event.preventDefault();
          const q = `${new FormData(event.currentTarget).get('q') ?? ''}`.trim();
          navigate({ to: '/search', search: q ? { q } : {} });
        }}
      >
        <Icon name="search" size={18} />
        <input
          key={asked}
          type="search"
          name="q"
          defaultValue={asked}
          placeholder="Search jackets, tents, socks"
          aria-label="Search the shop"
          autoComplete="off"
          maxLength={100}
        />
      </form>
    </search>
  );
};
