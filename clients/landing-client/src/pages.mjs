import { mark } from '../../mark.mjs';

const TITLE = 'CROW – what people do with your products, in plain language';
const ABOUT =
  'CROW turns the events of your website into sessions, and each session into a sentence or two of plain language, with the events that prove it. Open source, on your own machine.';

const head = ({ origin, style, title, path, more = '' }) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${ABOUT}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/${style}">
<script src="/theme.js"></script>
${path === undefined ? '<meta name="robots" content="noindex">' : `<link rel="canonical" href="${origin}${path}">`}
${more}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="logo" href="/">${mark} CROW</a>
<nav aria-label="Pages">
<a class="wide" href="/#how">How it works</a>
<!--if:pricing--><a class="wide" href="/#pricing">Pricing</a><!--/if:pricing-->
<a href="/docs/">Docs</a>
<a href="/auth/sign-in">Sign in</a>
<a class="kit-button wide" data-look="primary" data-size="small" href="/auth/sign-up">Get started</a>
</nav>
</header>`;

const FOOT = `<footer class="foot">
<p>${mark} CROW is free software under the Apache License 2.0.</p>
<nav aria-label="More">
<a href="/docs/">Documentation</a>
<a href="/docs/reference">API reference</a>
<a href="/docs/sdk">SDK</a>
<a href="/docs/personal-data">Personal data</a>
<!--if:demo--><a href="/demo/">Demo shop</a><!--/if:demo-->
</nav>
</footer>
</body>
</html>
`;

/** An example, drawn: what was captured, what is told of it, and which event proves which words. */
const EXAMPLE = `<figure class="example" aria-label="Four events become one interaction">
<ol class="events">
<li><time>10:42:07</time> <code>search</code> warm jacket <i>1</i></li>
<li><time>10:42:31</time> <code>product_view</code> Alpine Down Jacket, €189 <i>2</i></li>
<li><time>10:43:02</time> <code>add_to_cart</code> Alpine Down Jacket <i>3</i></li>
<li><time>10:44:40</time> <code>crow.page_leave</code> cart <i>4</i></li>
</ol>
<blockquote>A visitor searched for “warm jacket” (three results)<sup>1</sup> and looked at the Alpine Down Jacket (€189)<sup>2</sup>.
They put it in the cart<sup>3</sup> but left without buying<sup>4</sup>.</blockquote>
</figure>`;

const STEPS = [
  [
    'One line in your pages',
    'Page views, searches, products, carts, purchases, errors and frustration are captured by themselves. 6 KB, no cookies, nothing typed is read.',
  ],
  [
    'Visits become interactions',
    'When a visit ends, it is told in a sentence or two. Every sentence names the events it rests on, so you can check it.',
  ],
  [
    'Interactions become patterns',
    'What differs from what it should be like, by day, week, month and year, with its size, its certainty, and what to do about it.',
  ],
];

const PROMISES = [
  [
    'Nothing accepted is lost',
    'An event is confirmed once it is durable. A test kills processes at random, and counts.',
  ],
  [
    'Every sentence has evidence',
    'Numbers come from code and not from a model; each statement leads to the events that prove it.',
  ],
  [
    'Your data stays with you',
    'Everything runs on one machine with one command. No key, no telemetry, no request to anybody else.',
  ],
  [
    'Found by meaning',
    'Ask for “someone left winter clothing in the basket” and find the visit that never said so.',
  ],
  [
    'Privacy from the start',
    'E-mail addresses and card numbers are masked before they leave the page. Global Privacy Control means no.',
  ],
  [
    'It grows with you',
    'From a laptop to a cluster of Kafka and the storage of Cloudflare, by configuration alone.',
  ],
];

const MODULES = [
  ['web', 'Website', 'Events of your shop or site, told as visits.'],
  ['social', 'Social media', 'What people publish about your products. In preparation.'],
  ['cctv', 'Cameras', 'What happens in your stores. In preparation.'],
];

const DOCS = [
  ['/docs/sdk', 'The SDK', 'What is captured, options, React, React Native, Electron.'],
  ['/docs/reference', 'The API', 'Every operation with its permissions, refusals and examples.'],
  ['/docs/walkthrough', 'A walk through', 'From sign-up to a revoked key, in commands.'],
  ['/docs/operations', 'Operating it', 'Back-ups, health, the ledger, several machines.'],
];

const PRICING = `<!--if:pricing--><section id="pricing" class="band">
<h2>Pricing</h2>
<p class="lead">Free on your own machine, for ever. Hosted by us, by channel:</p>
<fieldset class="period"><legend class="kit-hidden">Billing period</legend>
<label class="kit-choice"><input type="radio" name="period" value="monthly" checked><span>Monthly</span></label>
<label class="kit-choice"><input type="radio" name="period" value="annual"><span>Yearly</span></label>
</fieldset>
<div class="cards">
${MODULES.map(
  ([id, name, text]) => `<!--if:${id}--><article class="tile price">
<h3>${name}</h3>
<p>${text}</p>
<p class="amount monthly"><strong>{{${id}.monthly}}</strong> a month</p>
<p class="amount annual"><strong>{{${id}.annual}}</strong> a month, billed yearly</p>
<p class="small">{{${id}.interactions}} interactions and {{${id}.patterns}} patterns a month included</p>
</article><!--/if:${id}-->`,
).join('\n')}
</div>
<p><a class="kit-button" data-look="primary" href="/auth/sign-up">Get started</a></p>
</section><!--/if:pricing-->`;

const tile = ([title, text]) => `<article class="tile"><h3>${title}</h3><p>${text}</p></article>`;

const linkedData = (origin) =>
  JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'SoftwareApplication',
    name: 'CROW',
    description: ABOUT,
    url: `${origin}/`,
    applicationCategory: 'BusinessApplication',
    operatingSystem: 'Linux, macOS, Windows',
    license: 'https://www.apache.org/licenses/LICENSE-2.0',
    offers: { '@type': 'Offer', price: '0', priceCurrency: 'USD' },
  });

/** The front page. Parts between `if` marks stand only where they are true. */
export const home = ({ origin, style }) => `${head({
  origin,
  style,
  title: TITLE,
  path: '/',
  more: `<meta property="og:type" content="website">
<meta property="og:site_name" content="CROW">
<meta property="og:title" content="${TITLE}">
<meta property="og:description" content="${ABOUT}">
<meta property="og:url" content="${origin}/">
<meta name="twitter:card" content="summary">
<script type="application/ld+json">${linkedData(origin)}</script>`,
})}
<main id="main" tabindex="-1">
<section class="hero">
<div>
<h1>Know what people do with your products. In plain language.</h1>
<p class="lead">CROW turns the events of your website into visits, and each visit into a sentence or two, with the products involved
and the events that prove it.</p>
<p class="row">
<a class="kit-button" data-look="primary" href="/auth/sign-up">See your first event</a>
<!--if:demo--><a class="kit-button" data-look="quiet" href="/demo/">Be a visitor in the demo shop</a><!--/if:demo-->
</p>
</div>
${EXAMPLE}
</section>
<section id="how" class="band">
<h2>How it works</h2>
<ol class="cards numbered">
${STEPS.map(([title, text]) => `<li class="tile"><h3>${title}</h3><p>${text}</p></li>`).join('\n')}
</ol>
<pre class="code" tabindex="0" role="group" aria-label="The line for your pages"><code>&lt;script async src="${origin}/sdk/crow.js" data-key="crow_pk_…"&gt;&lt;/script&gt;</code></pre>
</section>
<section class="band">
<h2>What it promises</h2>
<div class="cards">
${PROMISES.map(tile).join('\n')}
</div>
</section>
${PRICING}
<section class="band">
<h2>Read on</h2>
<div class="cards">
${DOCS.map(([href, title, text]) => `<article class="tile"><h3><a href="${href}">${title}</a></h3><p>${text}</p></article>`).join('\n')}
</div>
</section>
</main>
${FOOT}`;

/** For addresses where nothing is. */
export const missing = ({
  origin,
  style,
}) => `${head({ origin, style, title: 'There is no such page – CROW' })}
<main id="main" tabindex="-1">
<section class="hero">
<div>
<h1>There is no such page</h1>
<p class="lead">The address may be old, or a letter of it may be missing.</p>
<p><a class="kit-button" data-look="primary" href="/">To the front page</a></p>
</div>
</section>
</main>
${FOOT}`;
