// The queue on this device (IndexedDB): one entry per account, indicator and period; the last value wins.
// An entry: {account, indicator, period, values, row_version, key, state, error, server, at}
//   state: "waiting" (to be sent), "conflict" (the server has another version), "rejected" (the server said no)
const STORE = "entries";
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("sinergi", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ["account", "indicator", "period"] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run(mode, act) {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const range = (account) => IDBKeyRange.bound([account], [account, []]);

export function newKey() {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}
export const currentAccount = () => localStorage.getItem("sinergi.account") ?? "";
export const setAccount = (account) => localStorage.setItem("sinergi.account", account);

export const put = (entry) => run("readwrite", (store) => store.put(entry));
export const get = (account, indicator, period) => run("readonly", (store) => store.get([account, indicator, period]));
export const all = (account) => run("readonly", (store) => store.getAll(range(account)));
export const remove = (entry) => run("readwrite", (store) => store.delete([entry.account, entry.indicator, entry.period]));
export const countWaiting = (account) => run("readonly", (store) => store.count(range(account)));

export async function forget(account) {
  await run("readwrite", (store) => store.delete(range(account)));
  localStorage.removeItem("sinergi.account");
}

// Changes an entry only when it is still the one that was read (same key), in one transaction: an edit made while the
// request was under way must not be lost. `change` answers the entry to keep, or null to drop it.
export async function settle(sent, change) {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(STORE, "readwrite");
    const store = transaction.objectStore(STORE);
    const id = [sent.account, sent.indicator, sent.period];
    store.get(id).onsuccess = (event) => {
      const now = event.target.result;
      const next = now ? change(now, now.key === sent.key) : null;
      if (next) store.put(next);
      else if (now) store.delete(id);
    };
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
}
