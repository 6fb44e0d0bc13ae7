package io.wrapped.operators.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A title and a text as a model wrote them; not yet checked. */
public record StoryAnswer(String title, String text) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 4_000;

    /** An answer is not what was asked for; the message says what is wrong with it. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads the JSON object of an answer; a code fence or words around it do no harm.
     *
     * @throws UnreadableException when there is none, or it lacks what it must hold
     */
    public static StoryAnswer read(String answer) throws UnreadableException {
        int start = answer.indexOf('{');
        int end = answer.lastIndexOf('}');
        if (start < 0 || end < start) {
            throw new UnreadableException("the answer holds no whole JSON object");
        }
        JsonNode object;
        try {
            object = JSON.readTree(answer.substring(start, end + 1));
        } catch (JsonProcessingException e) {
            throw new UnreadableException("the answer is not one JSON object");
        }
        return new StoryAnswer(
                text(object, "title", LONGEST_TITLE), text(object, "text", LONGEST_TEXT));
    }

    private static String text(JsonNode object, String field, int longest)
            throws UnreadableException {
        JsonNode value = object.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new UnreadableException("the answer's '" + field + "' is missing or no text");
        }
        String text = value.textValue().strip();
        if (text.length() > longest) {
            throw new UnreadableException(
                    "the answer's '"
                            + field
                            + "' is "
                            + text.length()
                            + " characters long, at most "
                            + longest
                            + " are allowed");
        }
        return text;
    }
}
