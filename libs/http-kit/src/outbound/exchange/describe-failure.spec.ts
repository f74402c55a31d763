import { OutboundError } from '../outbound-error.ts';
import { describeFailure } from './describe-failure.ts';

function failure(code: string): Error {
  return Object.assign(new Error('low level'), { code });
}

describe('describeFailure', () => {
  it.each([
    ['ENOTFOUND', 'has no address in the DNS'],
    ['EBADNAME', 'has no address in the DNS'],
    ['ESERVFAIL', 'could not be looked up in the DNS'],
    ['ECONNREFUSED', 'refused the connection'],
    ['ECONNRESET', 'closed the connection too early'],
    ['ETIMEDOUT', 'cannot be connected to'],
    ['HPE_INVALID_CONSTANT', 'sent what is not HTTP'],
    ['HPE_HEADER_OVERFLOW', 'sent headers that are too large'],
    ['CERT_HAS_EXPIRED', 'has a certificate that does not hold'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'has a certificate that does not hold'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'has a certificate that does not hold'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'has a certificate that does not hold'],
    ['EPROTO', 'failed in the TLS handshake'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'failed in the TLS handshake'],
    ['Z_BUF_ERROR', 'sent a body that cannot be decoded'],
    ['ERR__ERROR_FORMAT_PADDING_1', 'sent a body that cannot be decoded'],
    ['ZSTD_error_prefix_unknown', 'sent a body that cannot be decoded'],
    ['ESOMETHING', 'cannot be reached'],
  ])('tells %s as "%s", with the failure as its cause', (code, meaning) => {
    const cause = failure(code);
    const error = describeFailure(cause, 'a.example');
    expect(error).toMatchObject({ code: 'upstream-unreachable', message: `a.example ${meaning} (${code}).`, cause });
  });

  it('gives back an error of ours, however deep it lies', () => {
    const ours = new OutboundError('blocked-target', 'refused');
    expect(describeFailure(ours, 'a.example')).toBe(ours);
    expect(describeFailure(new Error('outer', { cause: new Error('inner', { cause: ours }) }), 'a.example')).toBe(ours);
  });
});
