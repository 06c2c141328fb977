import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';

/**
 * Idle connections are closed by us before the other side closes them: a request on a connection that is just being
 * closed fails, and nobody can tell whether it arrived.
 */
const IDLE_MS = 15_000;

/**
 * The agent for requests to `apiRoot`: direct, or through TELEGRAM_PROXY.
 *
 *   createAgent('https://api.telegram.org', 'http://proxy.example:3128')    CONNECT
 *   createAgent('https://api.telegram.org', 'socks5://user:pass@host:1080')
 *
 * Through SOCKS names are always resolved by the proxy (socks5h): where Telegram is blocked, local DNS often lies.
 *
 * @throws Error for a proxy address of another kind
 */
export function createAgent(apiRoot: string, proxy: string | null): HttpAgent {
  const options = { keepAlive: true, timeout: IDLE_MS };
  if (proxy === null) return apiRoot.startsWith('https:') ? new HttpsAgent(options) : new HttpAgent(options);
  const { protocol } = new URL(proxy);
  if (protocol === 'http:' || protocol === 'https:') return new HttpsProxyAgent(proxy, options);
  if (protocol === 'socks5:' || protocol === 'socks5h:') {
    return new SocksProxyAgent(proxy.replace(/^socks5h?:/, 'socks5h:'), options);
  }
  throw new Error(`a Telegram proxy is http://, https:// or socks5://, not ${protocol}//`);
}
