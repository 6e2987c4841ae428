// How centroids are drawn, with the program's own random numbers: one seed, the same points.

const Seeding = (() => {
  const word = (value) => Number(value & 0xffffffffn);

  /// Philox4x32-10 (Salmon and others, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
  function philox(counter, seed) {
    let c = counter;
    let [k0, k1] = [word(seed), word(seed >> 32n)];
    for (let round = 0; round < 10; round++) {
      const first = BigInt(c[0]) * 0xd2511f53n;
      const second = BigInt(c[2]) * 0xcd9e8d57n;
      c = [
        (word(second >> 32n) ^ c[1] ^ k0) >>> 0, word(second),
        (word(first >> 32n) ^ c[3] ^ k1) >>> 0, word(first),
      ];
      k0 = (k0 + 0x9e3779b9) >>> 0;
      k1 = (k1 + 0xbb67ae85) >>> 0;
    }
    return c;
  }

  /// 64 random bits for a centroid's candidate.
  function bits(seed, step, trial) {
    const c = philox([trial, 0, step, 0], seed);
    return (BigInt(c[0]) << 32n) | BigInt(c[1]);
  }

  const below = (random, total) => (random * total) >> 64n;

  /// The exponent e of 2^e ≤ x < 2^(e+1).
  function exponentOf(x) {
    const { units, exponent } = Exact.decompose(x);
    return exponent + units.toString(2).length - 1;
  }

  /// The masses of points: squared distances times weights as whole numbers, whose sum has 62 bits
  /// at most. `of(distance, i)` is ⌊w_i · ⌊distance · 2^s⌋⌋; weights that sum to less than 1, or to
  /// 2^32, are multiplied by a power of two first.
  function masses({ n, weights, masses: whole }, bound) {
    const total = weights ? Exact.sum(weights) : n;
    const shift = total >= 1 && total < 2 ** 32 ? 0 : -exponentOf(total);
    const distanceBits = bound > 0 ? exponentOf(bound) + 2 : 0;
    const scale = Exact.powerOfTwo(62 - (exponentOf(total) + shift + 1) - distanceBits);
    const of = (distance, i) => {
      const inner = BigInt(Math.floor(distance * scale));
      if (!weights) return inner;
      const product = inner * whole.units[i];
      const power = BigInt(whole.exponent + shift);
      return power >= 0n ? product << power : product >> -power;
    };
    return { of };
  }

  /// The first number whose sum with all before exceeds a number below the sum of all.
  function place(numbers, rest) {
    let i = 0;
    for (; rest >= numbers[i]; i++) rest -= numbers[i];
    return i;
  }

  /// 2 + ⌊ln k⌋ candidates a draw, of which the best is kept.
  const trials = (k) => 2 + [3, 8, 21, 55, 149, 404, 1097, 2981, 8104, 22027]
    .filter((power) => power <= k).length;

  /// The squared length of the box around the points.
  function bound({ x, n, d }) {
    let total = 0;
    for (let l = 0; l < d; l++) {
      let [least, greatest] = [Infinity, -Infinity];
      for (let i = 0; i < n; i++) {
        least = Math.min(least, x[i * d + l]);
        greatest = Math.max(greatest, x[i * d + l]);
      }
      total += (greatest - least) * (greatest - least);
    }
    return total;
  }

  /// k-means++: every centroid a point drawn with a chance proportional to its squared distance to
  /// the nearest centroid so far (Arthur and Vassilvitskii, SODA 2007).
  function plusPlus(data, k, seed, candidates) {
    const { x, n, d } = data;
    const mass = masses(data, bound(data)).of;
    const nearest = new Float64Array(n).fill(Infinity);
    const one = masses(data, 1).of;
    const ones = Array.from(nearest, (_, i) => one(1, i));
    const any = (random) => place(ones, below(random, ones.reduce((sum, mass) => sum + mass, 0n)));
    const distancesTo = (point) => Float64Array.from(
      { length: n }, (_, i) => Exact.distanceSquared(x, i * d, x, point * d, d));

    function draw(random) {
      const all = Array.from(nearest, mass);
      const total = all.reduce((sum, one) => sum + one, 0n);
      if (total === 0n) {
        const farthest = nearest.reduce((best, far, i) => (far > nearest[best] ? i : best), 0);
        return nearest[farthest] > 0 ? farthest : any(random);
      }
      return place(all, below(random, total));
    }

    /// The mass that would be left with the point as a centroid.
    function potential(point) {
      const distances = distancesTo(point);
      return distances.reduce((sum, far, i) => sum + mass(Math.min(far, nearest[i]), i), 0n);
    }

    const draws = [];
    while (draws.length < k) {
      const step = draws.length;
      const chances = step
        ? Float64Array.from(nearest, (far, i) => far * (data.weights ? data.weights[i] : 1)) : null;
      const drawn = step
        ? Array.from({ length: candidates }, (_, trial) => draw(bits(seed, step, trial)))
        : [any(bits(seed, 0, 0))];
      const different = [...new Set(drawn)];
      let chosen = different[0];
      if (different.length > 1) {
        const left = different.map(potential);
        const least = left.reduce((best, mass, at) => (mass < left[best] ? at : best), 0);
        chosen = different[least];
      }
      draws.push({ candidates: drawn, chosen, chances });
      distancesTo(chosen).forEach((far, i) => { if (far < nearest[i]) nearest[i] = far; });
    }
    return draws;
  }

  /// k different points, each drawn in proportion to its weight among those left; the first of
  /// them where their weights are too small a share of all.
  function randomPoints(data, k, seed) {
    const mass = masses(data, 1).of;
    const left = Array.from({ length: data.n }, (_, i) => mass(1, i));
    const drawn = new Set();
    return Array.from({ length: k }, (_, step) => {
      const total = left.reduce((sum, one) => sum + one, 0n);
      const chosen = total > 0n
        ? place(left, below(bits(seed, step, 0), total))
        : left.findIndex((_, i) => !drawn.has(i));
      drawn.add(chosen);
      left[chosen] = 0n;
      return { candidates: [chosen], chosen, chances: null };
    });
  }

  return { philox, bits, trials, plusPlus, randomPoints };
})();
