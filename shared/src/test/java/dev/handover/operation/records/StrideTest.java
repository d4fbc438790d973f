package dev.handover.operation.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handover.document.Content;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class StrideTest {
    private static Page page(int documents, int bytes, @Nullable String next) {
        return new Page(
                IntStream.range(0, documents)
                        .mapToObj(number ->
                                new Document(
                                        new Key("store", "records", "id-" + number),
                                        Content.of("x".repeat(bytes)),
                                        "1"))
                        .toList(),
                next);
    }

    private static Stride after(Page page) {
        return Stride.of(Stride.of(null, 50).next(page), 50);
    }

    @Test
    void theFirstPageIsAsLargeAsWasAskedFor() {
        assertEquals(new Stride(50, null), Stride.of(null, 50));
        assertEquals(new Stride(50, null), Stride.of("", 50));
    }

    @Test
    void smallDocumentsAreTakenManyAtATime() {
        assertEquals(new Stride(500, "id 49"), after(page(50, 300, "id 49")));
        assertEquals(new Stride(500, "id 0"), after(page(1, 0, "id 0")));
    }

    @Test
    void ofLargeDocumentsFourMegabytesAreTaken() {
        assertEquals(new Stride(41, "x"), after(page(50, 100_000, "x")));
        assertEquals(new Stride(1, "x"), after(page(2, 8_000_000, "x")));
    }

    @Test
    void aPageWithNothingSaysNothingOfTheNext() {
        assertEquals(new Stride(50, "x"), after(page(0, 0, "x")));
        assertEquals(
                new Stride(500, "y"), Stride.of(Stride.of("#500 x", 50).next(page(0, 0, "y")), 50));
    }

    @Test
    void afterTheLastPageThereIsNone() {
        assertNull(Stride.of(null, 50).next(page(3, 10, null)));
    }

    @Test
    void anEarlierVersionsCursorIsTakenAsTheStoresOwn() {
        assertEquals(new Stride(50, "do_1 2"), Stride.of("do_1 2", 50));
    }

    @Test
    void aStoresCursorMayLookLikeOurs() {
        assertEquals(new Stride(500, "#5 x"), after(page(50, 1, "#5 x")));
        assertEquals(new Stride(500, ""), after(page(50, 1, "")));
    }
}
