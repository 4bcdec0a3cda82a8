// The work before a form that needs no account: a number that makes SHA-256 of "challenge:number" begin with so many zero
// bits. Written out, since the browser's own SHA-256 is missing on pages without TLS, and slow for many short texts.
const kRound = new Uint32Array(64), kStart = new Uint32Array(8);
for (let number = 2, found = 0; found < 64; ++number) {
  let prime = true;
  for (let i = 2; i * i <= number; ++i) if (number % i === 0) prime = false;
  if (!prime) continue;
  if (found < 8) kStart[found] = fraction(Math.sqrt(number));
  kRound[found++] = fraction(Math.cbrt(number));
}

function fraction(value) {
  return Math.floor((value - Math.floor(value)) * 4294967296);
}

const words = new Uint32Array(64);

function compress(state, block, at) {
  for (let i = 0; i < 16; ++i, at += 4) words[i] = (block[at] << 24) | (block[at + 1] << 16) | (block[at + 2] << 8) | block[at + 3];
  for (let i = 16; i < 64; ++i) {
    const a = words[i - 15], b = words[i - 2];
    const low = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
    const high = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
    words[i] = (words[i - 16] + low + words[i - 7] + high) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; ++i) {
    const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + high + ((e & f) ^ (~e & g)) + kRound[i] + words[i]) | 0;
    const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
}

export function sha256(bytes) {
  const blocks = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  new DataView(blocks.buffer).setUint32(blocks.length - 4, bytes.length * 8);
  const state = new Uint32Array(kStart);
  for (let at = 0; at < blocks.length; at += 64) compress(state, blocks, at);
  return state;
}

function zeroBits(state) {
  let bits = 0;
  for (const word of state) {
    if (word !== 0) return bits + Math.clz32(word);
    bits += 32;
  }
  return bits;
}

export function solve(challenge, bits) {
  const coder = new TextEncoder();
  for (let number = 0; ; ++number) if (zeroBits(sha256(coder.encode(`${challenge}:${number}`))) >= bits) return String(number);
}

addEventListener("message", ({ data }) => postMessage(solve(data.challenge, data.bits)));
