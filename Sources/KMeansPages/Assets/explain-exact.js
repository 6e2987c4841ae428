// The arithmetic of the program: distances in NumPy's order, and sums that are exact until they are
// rounded once. So the page has the same labels, centroids and J, to the last bit.

const Exact = (() => {
  const view = new DataView(new ArrayBuffer(8));
  const strided = new Float64Array(8);

  /// x = units · 2^exponent, both whole.
  function decompose(x) {
    if (Number.isSafeInteger(x)) return { units: BigInt(x), exponent: 0 };
    view.setFloat64(0, x);
    const bits = view.getBigUint64(0);
    const field = Number((bits >> 52n) & 0x7ffn);
    const fraction = bits & 0xfffffffffffffn;
    const magnitude = field > 0 ? fraction | (1n << 52n) : fraction;
    return { units: x < 0 ? -magnitude : magnitude, exponent: Math.max(field, 1) - 1075 };
  }

  /// Numbers as whole multiples of one power of two, that of the finest among them.
  function onCommonExponent(numbers) {
    const parts = Array.from(numbers, decompose);
    const exponent = parts.reduce((least, part) => Math.min(least, part.exponent), 0);
    const units = parts.map((part) => part.units << BigInt(part.exponent - exponent));
    return { units, exponent };
  }

  /// 2^exponent for −1022 … 1023.
  function powerOfTwo(exponent) {
    view.setBigUint64(0, BigInt(exponent + 1023) << 52n);
    return view.getFloat64(0);
  }

  const bitWidth = (whole) => {
    const text = whole.toString(16);
    return 4 * text.length - Math.clz32(parseInt(text[0], 16)) + 28;
  };

  /// The number nearest to numerator / denominator · 2^exponent, ties to even: the one rounding.
  function rounded(numerator, denominator, exponent) {
    if (numerator === 0n) return 0;
    const size = numerator < 0n ? -numerator : numerator;
    // At least 65 bits of quotient, so that what remains is below the bit that decides.
    const shift = Math.max(0, 66 + bitWidth(denominator) - bitWidth(size));
    const shifted = size << BigInt(shift);
    let quotient = shifted / denominator;
    const isInexact = quotient * denominator !== shifted;
    let scale = exponent - shift;
    // 53 bits are kept, or fewer where the number is so small that it has fewer.
    const dropped = Math.max(bitWidth(quotient) - 53, -1074 - scale);
    if (dropped > 0) {
      const half = 1n << BigInt(dropped - 1);
      const rest = quotient & (2n * half - 1n);
      quotient >>= BigInt(dropped);
      scale += dropped;
      if (rest > half || (rest === half && (isInexact || (quotient & 1n)))) quotient += 1n;
    }
    // In two exact factors, because one power of two may be too small.
    const first = Math.max(-500, Math.min(500, scale));
    const value = Number(quotient) * powerOfTwo(first) * powerOfTwo(scale - first);
    return numerator < 0n ? -value : value;
  }

  /// The exact sum of numbers, rounded once.
  function sum(numbers) {
    const { units, exponent } = onCommonExponent(numbers);
    return rounded(units.reduce((total, unit) => total + unit, 0n), 1n, exponent);
  }

  /// The exact sum of numbers times their weights, which are whole on a common exponent, rounded
  /// once; without weights as `sum`.
  function weightedSum(numbers, masses) {
    if (!masses) return sum(numbers);
    const { units, exponent } = onCommonExponent(numbers);
    const total = units.reduce((all, unit, i) => all + unit * masses.units[i], 0n);
    return rounded(total, 1n, exponent + masses.exponent);
  }

  /// (x_l − m_l)² for d features, added in the order in which NumPy adds a row: fewer than 8 one
  /// after the other, up to 128 in eight strided sums, above that in halves.
  function distanceSquared(x, xStart, m, mStart, d) {
    if (d > 128) {
      const half = (d >> 1) - ((d >> 1) % 8);
      return distanceSquared(x, xStart, m, mStart, half) +
        distanceSquared(x, xStart + half, m, mStart + half, d - half);
    }
    const whole = d < 8 ? 0 : d - (d % 8);
    let total = 0;
    if (whole > 0) {
      strided.fill(0);
      for (let l = 0; l < whole; l++) {
        const difference = x[xStart + l] - m[mStart + l];
        strided[l & 7] += difference * difference;
      }
      const [a, b, c, e, f, g, h, i] = strided;
      total = ((a + b) + (c + e)) + ((f + g) + (h + i));
    }
    for (let l = whole; l < d; l++) {
      const difference = x[xStart + l] - m[mStart + l];
      total += difference * difference;
    }
    return total;
  }

  return {
    decompose, onCommonExponent, powerOfTwo, rounded, sum, weightedSum, distanceSquared,
  };
})();
