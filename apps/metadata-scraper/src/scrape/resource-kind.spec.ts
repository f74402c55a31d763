import { resourceKind } from './resource-kind.ts';

const nothing = new Uint8Array();

describe('resourceKind', () => {
  it.each([
    ['text/html', 'html'],
    ['application/xhtml+xml', 'html'],
    ['image/png', 'image'],
    ['video/mp4', 'video'],
    ['audio/ogg', 'audio'],
    ['application/pdf', 'other'],
    ['text/plain', 'other'],
  ])('reads %s as %s, whatever its bytes', (contentType, kind) => {
    expect(resourceKind(contentType, Buffer.from('<!doctype html>'))).toBe(kind);
  });

  it.each([
    ['  \n<!DOCTYPE html><p>', 'html'],
    ['\ufeff<html>', 'html'],
    ['<Title>x', 'html'],
    ['%PDF-1.7', 'other'],
    ['', 'other'],
  ])('goes by the first bytes where no type is declared: %j is %s', (start, kind) => {
    expect(resourceKind(null, Buffer.from(start))).toBe(kind);
  });

  it('takes an empty body of no type for nothing known', () => {
    expect(resourceKind(null, nothing)).toBe('other');
  });
});
