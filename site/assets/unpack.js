// What pages bring packed by LZMA, in base64: the library for the browser, a fifth smaller than browsers' own deflate makes it.
// `calculusUnpack` gives its bytes. The format is that of .lzma files of known length; see the specification in the LZMA SDK.
"use strict";
window.calculusUnpack = text => {
  const packed = Uint8Array.from(atob(text.trim()), sign => sign.charCodeAt());
  const view = new DataView(packed.buffer);
  // How many bits of the last byte, and of the place, choose what a bit is expected to be.
  const lc = packed[0] % 9, lp = Math.floor(packed[0] / 9) % 5, pb = Math.floor(packed[0] / 45);
  const length = view.getUint32(5, true), bytes = new Uint8Array(length);
  let at = 18;
  // What is known of the number that the file is: where it stands in a range. In an array, for a quarter of the time.
  const coder = new Uint32Array([0xFFFFFFFF, view.getUint32(14)]);

  const next = () => { coder[0] <<= 8; coder[1] = (coder[1] << 8) | packed[at++]; };

  // A bit whose chances, in 2048ths of being 0, are learned as it goes.
  const chances = size => new Uint16Array(size).fill(1024);
  const bit = (chance, index) => {
    const bound = (coder[0] >>> 11) * chance[index], found = coder[1] < bound ? 0 : 1;
    if (found) { coder[0] -= bound; coder[1] -= bound; chance[index] -= chance[index] >> 5; }
    else { coder[0] = bound; chance[index] += (2048 - chance[index]) >> 5; }
    if (coder[0] < 0x1000000) next();
    return found;
  };
  // Numbers of so many bits, each expected by those before it: the highest bit first, or last.
  const number = (chance, from, bits) => {
    let node = 1;
    for (let left = bits; left > 0; left--) node = node * 2 + bit(chance, from + node);
    return node - (1 << bits);
  };
  const reversed = (chance, from, bits) => {
    let node = 1, value = 0;
    for (let index = 0; index < bits; index++) {
      const found = bit(chance, from + node);
      node = node * 2 + found;
      value += found * 2 ** index;
    }
    return value;
  };
  // Bits that nothing is expected of.
  const direct = bits => {
    let value = 0;
    for (let left = bits; left > 0; left--) {
      coder[0] >>>= 1;
      const found = coder[1] < coder[0] ? 0 : 1;
      if (found) coder[1] -= coder[0];
      value = value * 2 + found;
      if (coder[0] < 0x1000000) next();
    }
    return value;
  };

  const lengths = () => ({ choice: chances(2), low: chances(16 << 3), middle: chances(16 << 3), high: chances(256) });
  const longer = ({ choice, low, middle, high }, place) => {
    if (!bit(choice, 0)) return 2 + number(low, place << 3, 3);
    return bit(choice, 1) ? 18 + number(high, 0, 8) : 10 + number(middle, place << 3, 3);
  };

  const literals = chances(0x300 << (lc + lp)), copied = lengths(), repeated = lengths();
  const isCopied = chances(12 << 4), isRepeated = chances(12), isOlder = chances(12), isMore = chances(12 << 4);
  const isThird = chances(12), isFourth = chances(12);
  const slots = chances(4 << 6), low = chances(115), aligned = chances(16);
  // What came before, from 0 for literals to 11; and the last four distances, less one.
  let state = 0, [first, second, third, fourth] = [0, 0, 0, 0];

  for (let done = 0; done < length;) {
    const place = done & ((1 << pb) - 1);
    if (!bit(isCopied, (state << 4) + place)) {
      const before = done ? bytes[done - 1] : 0;
      const from = 0x300 * (((done & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)));
      let node = 1;
      if (state >= 7) {
        // After a copy, the byte that would have followed in it says what not to expect.
        let match = bytes[done - first - 1];
        while (node < 0x100) {
          const expected = (match >> 7) & 1;
          match <<= 1;
          const found = bit(literals, from + ((1 + expected) << 8) + node);
          node = node * 2 + found;
          if (found !== expected) break;
        }
      }
      while (node < 0x100) node = node * 2 + bit(literals, from + node);
      bytes[done++] = node;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (!bit(isRepeated, state)) {
      count = longer(copied, place);
      const slot = number(slots, Math.min(count - 2, 3) << 6, 6);
      let distance = slot;
      if (slot >= 4) {
        const bits = (slot >> 1) - 1;
        distance = (2 + (slot & 1)) * 2 ** bits;
        distance += slot < 14 ? reversed(low, distance - slot, bits) : direct(bits - 4) * 16 + reversed(aligned, 0, 4);
      }
      [first, second, third, fourth] = [distance, first, second, third];
      state = state < 7 ? 7 : 10;
    } else {
      if (!bit(isOlder, state)) {
        if (!bit(isMore, (state << 4) + place)) count = 1;
      } else if (!bit(isThird, state)) [first, second] = [second, first];
      else if (!bit(isFourth, state)) [first, second, third] = [third, first, second];
      else [first, second, third, fourth] = [fourth, first, second, third];
      if (count) state = state < 7 ? 9 : 11;
      else { count = longer(repeated, place); state = state < 7 ? 8 : 11; }
    }
    if (first >= done || count > length - done) throw new Error("What was packed is damaged.");
    for (let left = count; left > 0; left--, done++) bytes[done] = bytes[done - first - 1];
  }
  return bytes;
};
