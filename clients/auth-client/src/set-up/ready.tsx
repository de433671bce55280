import { buttonLooks } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { afterwards } from '../kept';
import { HOME, ownPath } from '../next';
import { words } from '../words';

const text = words.setUp.ready;

export const Ready = () => (
  <div className="card ready">
    <title>{`${text.title} – ${words.brand}`}</title>
    <h1>{text.title}</h1>
    <p>{text.text}</p>
    <a href={ownPath(afterwards.get()) ?? HOME} {...buttonLooks()} onClick={afterwards.forget}>
      {text.go}
    </a>
    <p>
      <Link to="/account">{text.secure}</Link>
    </p>
  </div>
);
