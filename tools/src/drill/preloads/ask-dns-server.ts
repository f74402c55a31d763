import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

/** Whoever asks the DNS asks the server of `DRILL_DNS_SERVER`. */
const servers = [String(process.env.DRILL_DNS_SERVER)];

class Resolver extends dns.promises.Resolver {
  constructor(...options: ConstructorParameters<typeof dns.promises.Resolver>) {
    super(...options);
    this.setServers(servers);
  }
}

Object.assign(dns.promises, { Resolver });
dns.setServers(servers);
syncBuiltinESMExports();
