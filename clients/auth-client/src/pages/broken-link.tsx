import { Link } from '@tanstack/react-router';
import { Split } from '../parts/split';
import { words } from '../words';

/** For a mailed link that came without its token. */
export const BrokenLink = () => (
  <Split title={words.link.broken}>
    <p>{words.link.brokenText}</p>
    <p>
      <Link to="/sign-in">{words.verify.signIn}</Link>
    </p>
  </Split>
);
