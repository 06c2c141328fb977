/**
 * pdf.js calls ArrayBuffer.prototype.transferToFixedLength, which Node has from version 21. Where it is missing
 * this gives it to the thread that reads a PDF; on the thread of the program it is never called.
 */
export function provideArrayTransfer(): void {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    value: function transferToFixedLength(this: ArrayBuffer, byteLength = this.byteLength): ArrayBuffer {
      if (byteLength === this.byteLength) return structuredClone(this, { transfer: [this] });
      const resized = new ArrayBuffer(byteLength);
      new Uint8Array(resized).set(new Uint8Array(this, 0, Math.min(byteLength, this.byteLength)));
      return resized;
    },
    configurable: true,
    writable: true,
  });
}
