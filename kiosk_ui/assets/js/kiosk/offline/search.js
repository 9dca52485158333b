// Search by words within the pack: pairs of hanzi shared with the title, the words a guide is found by, and its answer.

const WEIGHTS = { title: 4, words: 2, text: 1 };
const MOST = 12;
const LEAST_SHARE = 0.34; // of what was asked must stand in a guide
const EMPTY = /怎么办|怎么|什么|多少|哪里|哪儿|可以|需要|请问|我想|[吗呢的了啊吧呀]/g; // says nothing about the matter

/** The guides that share words with `asked`, best first, at most a dozen. */
export function search({ guides }, asked) {
  const wanted = pairs(asked.replace(EMPTY, "") || asked);
  if (!wanted.size) return [];
  return guides
    .map((guide) => ({ guide, ...score(guide, wanted, asked.trim()) }))
    .filter(({ found }) => found >= wanted.size * LEAST_SHARE)
    .sort((a, b) => b.points - a.points) // stable: the most asked stay in front
    .slice(0, MOST)
    .map(({ guide }) => guide);
}

function score({ title, words, reply }, wanted, asked) {
  const places = { title: pairs(title), words: pairs(words.join("，")), text: pairs(reply.text) };
  let [points, found] = [title === asked || words.includes(asked) ? 100 : 0, 0];
  for (const pair of wanted) {
    const hits = Object.keys(places).filter((place) => places[place].has(pair));
    for (const place of hits) points += WEIGHTS[place];
    if (hits.length) found += 1;
  }
  return { points, found };
}

// Two neighbouring signs, or one that stands alone; latin letters and figures as they stand.
function pairs(text) {
  const found = new Set();
  for (const run of text.toLowerCase().match(/\p{Script=Han}+|[a-z\d]+/gu) ?? []) {
    if (!/\p{Script=Han}/u.test(run) || run.length === 1) found.add(run);
    else for (let at = 0; at + 1 < run.length; at += 1) found.add(run.slice(at, at + 2));
  }
  return found;
}
