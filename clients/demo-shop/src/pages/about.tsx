import { brand } from '../catalogue';

export const AboutPage = () => (
  <div className="page narrow prose">
    <h1>About this shop</h1>
    <p>
      {brand} does not exist. Its forty products are drawn by a program, its customers’ reviews are made up,
      and its checkout takes no money. It exists to be visited: CROW’s SDK is on every page with its one line,
      as it would be in your shop, and the suite it came with turns what you do here into an interaction in
      plain words.
    </p>
    <h2>What to try</h2>
    <ol>
      <li>Allow measuring, look at two or three things, put one into the cart, and leave.</li>
      <li>Ask the suite for its newest interactions. It will tell you what you did, with evidence.</li>
      <li>Plant a problem (below, at the end of every page), meet it, and look again.</li>
    </ol>
    <h2>What happens to what you type</h2>
    <p>
      Nothing. Names, addresses and card numbers stay in the fields you typed them into. There is no server
      that would take them, and the SDK never reads the values of fields.
    </p>
  </div>
);
