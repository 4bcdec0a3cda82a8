// Wall mode: fresh figures every five minutes, without losing the page when the network is away.
setInterval(async () => {
  const response = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  if (response?.ok) location.reload();
}, 5 * 60 * 1000);
