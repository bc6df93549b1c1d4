package io.bellhop.settings;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What stands above the types, methods and words of a source file, as Markdown and in the order of the file: of {@code Outer.Inner}
 * and {@code Outer.Inner.method}. Class files do not hold it, so the compiler reads the source.
 */
final class JavadocText {

    private JavadocText() {}

    static Map<String, String> of(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            Reading reading = new Reading(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                reading.scan(unit, null);
            }
            return reading.texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reading extends TreePathScanner<Void, Void> {

        private final DocTrees docs;
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final Deque<String> names = new ArrayDeque<>();

        Reading(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            names.addLast(tree.getSimpleName().toString());
            note("");
            super.visitClass(tree, nothing);
            names.removeLast();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            note("." + tree.getName());
            return null;
        }

        /** A word of an enum, for one. */
        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            note("." + tree.getName());
            return null;
        }

        private void note(String member) {
            DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
            texts.put(String.join(".", names) + member, doc == null ? "" : markdown(doc.getFullBody()));
        }
    }

    private static String markdown(List<? extends DocTree> body) {
        return body.stream()
                .map(JavadocText::markdown)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replace("|", "\\|");
    }

    private static String markdown(DocTree tree) {
        if (tree instanceof LiteralTree literal) {
            return '`' + literal.getBody().getBody() + '`';
        }
        if (tree instanceof LinkTree link) {
            String signature = link.getReference().getSignature();
            return '`' + Setting.dashed(signature.substring(signature.indexOf('#') + 1)) + '`';
        }
        return tree.toString();
    }
}
