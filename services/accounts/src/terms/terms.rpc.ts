import { Controller, Inject } from '@nestjs/common';
import {
  accountsTermsRpc,
  type OfTerms,
  type TermsList,
  type TermsSummary,
  type TermsText,
} from '#libs/api/accounts/terms.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { Empty } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import type { TermsVersion } from './terms.rules.js';
import { Terms } from './terms.service.js';

@Controller()
export class TermsRpc {
  constructor(@Inject(Terms) private readonly terms: Terms) {}

  @HandleRpc(accountsTermsRpc.list)
  async list(_request: Empty): Promise<TermsList> {
    const { version } = await this.terms.inForce();
    return { inForce: version, versions: this.terms.versions.map(summaryOf) };
  }

  @HandleRpc(accountsTermsRpc.get)
  async get({ version }: OfTerms, { locale }: RequestContext): Promise<TermsText> {
    const found = this.terms.of(version);
    return { ...summaryOf(found), language: locale, ...found.documents[locale] };
  }
}

const summaryOf = ({ version, from, announced, documents }: TermsVersion): TermsSummary => ({
  version,
  from,
  ...(announced ? { announced } : {}),
  documents: [
    { language: 'it', sha256: documents.it.sha256 },
    { language: 'en', sha256: documents.en.sha256 },
  ],
});
